import { type Action, type Area, actionNames, areas } from "@/attributes/rights";
import type { Language } from "@/i18n/languages";
import { getTranslations, textsIn } from "@/i18n/texts";

/** A right in the reader's language, as a verb and an object: 'add', 'sub-customers'. */
export async function rightWords(action: string, area: string): Promise<Record<"verb" | "object", string>> {
  const t = await getTranslations("rights");
  // messages/ has a text for each that our code names
  return { verb: t(`to_${action as Action}`), object: t(`over_${area as Area}`) };
}

/** All such words of a language by area and by action, for the browser. */
export function rightWordsIn(locale: Language) {
  const t = textsIn(locale, "rights");
  // each object has a text for exactly these keys
  return {
    areas: Object.fromEntries(areas.map((area) => [area, t(`over_${area}`)])) as Record<Area, string>,
    verbs: Object.fromEntries(actionNames.map((action) => [action, t(`to_${action}`)])) as Record<
      Action,
      string
    >,
  };
}
