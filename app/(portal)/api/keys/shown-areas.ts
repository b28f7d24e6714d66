import { keyAreas, keyReaches } from "@/attributes/key-areas";
import type { Texts } from "@/i18n/texts";
import type { ShownAreas } from "./areas-field";

/** What a form sends of an area that a key does not reach. */
export const noReach = "none";

/** The values of the table of areas, in the reader's language. */
export function shownAreas(t: Texts<"keys">): ShownAreas {
  return {
    words: { areas: t("areas"), all: t("all_areas"), every: t("every") },
    reaches: [noReach, ...keyReaches].map((id) => {
      const label = t(`reach_${id}` as "reach_read");
      return { id, label, all: t("all_reach", { reach: label }) };
    }),
    areas: keyAreas.map((id) => ({ id, label: t(`area_${id}`) })),
  };
}
