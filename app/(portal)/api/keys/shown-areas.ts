import { type KeyAreas, keyAreas, keyReaches, reaches } from "@/attributes/key-areas";
import type { Texts } from "@/i18n/texts";
import type { ShownAreas } from "./areas-field";

/** What a form sends of an area that a key does not reach. */
export const noReach = "none";

/**
 * The values of the table of areas, in the reader's language.
 * @param most what the key reaches, and its areas are shown alone; absent: a new key, which may reach all
 */
export function shownAreas(t: Texts<"keys">, most?: KeyAreas): ShownAreas {
  return {
    words: { areas: t("areas"), all: t("all_areas"), every: t("every") },
    reaches: [noReach, ...keyReaches].map((id) => {
      const label = t(`reach_${id}` as "reach_read");
      return { id, label, all: t("all_reach", { reach: label }) };
    }),
    areas: keyAreas
      .filter((id) => !most || most[id] !== undefined)
      .map((id) => ({
        id,
        label: t(`area_${id}`),
        given: most?.[id] ?? noReach,
        lacks: most ? keyReaches.filter((reach) => !reaches(most, id, reach)) : [],
      })),
  };
}
