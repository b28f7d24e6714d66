import { type KeyArea, type KeyAreas, type KeyReach, keyAreas, keyReaches } from "@/attributes/key-areas";

/** The words of the part `keys`. */
type Words = (
  word: `area_${KeyArea}` | "every_area" | "reads" | "writes",
  values?: { readonly areas: string },
) => string;

/** What a key reaches, in words, one line for what it reads and one for what it writes, which it reads too. */
export function areasText(areas: KeyAreas, t: Words): string[] {
  const reachesAll = keyAreas.every((area) => areas[area] !== undefined);
  return keyReaches.flatMap((reach) => {
    const within = keyAreas.filter((area) => areas[area] === reach);
    if (within.length === 0) return [];
    const every = within.length === keyAreas.length || (reach === "read" && reachesAll);
    const names = every ? t("every_area") : within.map((area) => t(`area_${area}`)).join(", ");
    return [t(lineOf[reach], { areas: names })];
  });
}

const lineOf = { read: "reads", write: "writes" } as const satisfies Record<KeyReach, string>;
