import { type KeyArea, type KeyAreas, type KeyReach, keyAreas, keyReaches } from "@/attributes/key-areas";
import { Unreadable } from "@/attributes/kinds/kind";
import { readInt } from "@/attributes/kinds/number";
import { name, text } from "@/attributes/kinds/text";
import { parseNetwork } from "../../ground/network/networks";
import { byKind, oneOf, readFilter, readRequired } from "../../input/read-parameter";
import type { Raw } from "../../operation/needs";

/** What somebody asks of a new key. */
export type NewKey = {
  readonly name: string;
  readonly areas: KeyAreas;
  readonly networks: readonly string[];
  /** how long it is valid */
  readonly lasts: { readonly days: number } | { readonly minutes: number };
  /** a random text of the form that asks for it, which makes one key alone, however often it is sent; null: none does */
  readonly form: string | null;
};

/** How long a key is valid: in days where nothing is said, and at most; in minutes at most for one to try something with. */
export const keyLasts = { usualDays: 90, mostDays: 730, mostMinutes: 15 } as const;
const mostNetworks = 20;

const readForm = byKind(text({ min: 20, max: 100 }));
/** Reads the name of a key. @throws Unreadable */
export const readKeyName = byKind(name({ max: 64 }));
const readReach = oneOf(keyReaches);
const readDays = (raw: unknown) => readInt(raw, 1, keyLasts.mostDays);
const readMinutes = (raw: unknown) => readInt(raw, 1, keyLasts.mostMinutes);

/** Reads what is asked of a new key. @throws Refusal 400 */
export function readNewKey(raw: Raw): NewKey {
  const minutes = readFilter(raw, "minutes", readMinutes);
  return {
    name: readRequired(raw, "name", readKeyName),
    areas: readRequired(raw, "areas", (given) => areasSaid(readSaidOfAreas(given))),
    networks: readFilter(raw, "networks", readNetworks) ?? [],
    lasts:
      minutes === undefined ? { days: readFilter(raw, "days", readDays) ?? keyLasts.usualDays } : { minutes },
    form: readFilter(raw, "form", readForm) ?? null,
  };
}

/** What is said of areas: how far a key reaches into each; null: not at all. */
export type SaidOfAreas = Readonly<Partial<Record<KeyArea, KeyReach | null>>>;

/** Reads what is said of areas: an object with `read`, `write` or null for each. @throws Unreadable */
export function readSaidOfAreas(raw: unknown): SaidOfAreas {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw))
    throw new Unreadable({ message: "must be a struct of areas", key: "key_areas" });
  return Object.fromEntries(
    Object.entries(raw).flatMap(([area, reach]) =>
      reach === undefined ? [] : [[oneOf(keyAreas)(area), reach === null ? null : readReach(reach)]],
    ),
  );
}

/** The areas that a key reaches by what is said of them. @throws Unreadable there is none */
export function areasSaid(said: SaidOfAreas): KeyAreas {
  const areas: Partial<Record<KeyArea, KeyReach>> = {};
  for (const area of keyAreas) {
    const reach = said[area];
    if (reach) areas[area] = reach;
  }
  if (Object.keys(areas).length === 0)
    throw new Unreadable({ message: "must name one area at least", key: "key_areas" });
  return areas;
}

/** Reads networks: a list of them, or a text that has them one after the other. @throws Unreadable */
export function readNetworks(raw: unknown): readonly string[] {
  const given = typeof raw === "string" ? raw.split(/[\s,;]+/).filter((part) => part !== "") : raw;
  if (!Array.isArray(given))
    throw new Unreadable({ message: "must be a list of networks", key: "networks_expected" });
  if (given.length > mostNetworks)
    throw new Unreadable({
      message: `must name at most ${mostNetworks} networks`,
      key: "too_many_networks",
      values: { max: mostNetworks },
    });
  return [...new Set(given.map(readNetwork))];
}

function readNetwork(raw: unknown): string {
  if (typeof raw === "string" && parseNetwork(raw)) return raw;
  throw new Unreadable({
    message: "must be addresses or networks such as 192.0.2.0/24",
    key: "no_network",
    values: { value: typeof raw === "string" ? raw.slice(0, 60) : "" },
  });
}
