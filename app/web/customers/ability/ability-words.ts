import { areas, maskOf } from "@/attributes/rights";
import { offeredText, offerText } from "@/components/choices/offered-text";
import type { Language } from "@/i18n/languages";
import { textsIn } from "@/i18n/texts";
import { rightWordsIn } from "../../forms/right-words";
import { offeredAddress } from "../offered-address";
import { featureNames, flagNames } from "../permission-matrix";
import { plain } from "./ability";
import type { AbilityWords } from "./say-ability";

const made = new Map<Language, string>();

/** Where the texts of a language are, with their placeholders: the form fills in `{n}` and names, in the browser too. */
export function abilityWordsAt(locale: Language): string {
  const known = made.get(locale);
  if (known !== undefined) return known;
  const text = JSON.stringify(wordsIn(locale));
  const href = offeredAddress(locale, "ability", text);
  offerText(href, text);
  made.set(locale, href);
  return href;
}

/** These texts, as JSON. */
export function abilityWords(locale: Language): string {
  return offeredText(abilityWordsAt(locale));
}

function wordsIn(locale: Language): AbilityWords {
  const [t, attributes] = [textsIn(locale, "ability"), textsIn(locale, "attributes")];
  const open = { verbs: "{verbs}", areas: "{areas}", names: "{names}", amount: "{amount}" };
  const plural = new Intl.PluralRules(locale);
  const counted = (key: "levels" | "calls" | "rate") =>
    Object.fromEntries(
      // one number for each plural form of the language
      [0, 1, 2, 5, 1.5].map((count) => [plural.select(count), t(key, { count, n: "{n}" })]),
    );
  const named = [...areas.map((area) => maskOf[area]), ...flagNames, ...featureNames];
  return {
    locale,
    sentences: Object.fromEntries(
      [...plain, "manage", "credit", "features", "dormant", "no_manage"].map((key) => [
        key,
        // messages/ has a text for each
        t(key as "manage", open),
      ]),
    ),
    counted: { levels: counted("levels"), calls: counted("calls"), rate: counted("rate") },
    ...rightWordsIn(locale),
    names: Object.fromEntries(named.map((name) => [name, attributes(name)])),
  };
}
