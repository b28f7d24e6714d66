import { formatMoney } from "@/attributes/format-money";
import type { Action, Area } from "@/attributes/rights";
import type { Sentence } from "./ability";

/** The sentences in the reader's language, with `{n}`, `{names}` and the like still open. */
export type AbilityWords = {
  readonly locale: string;
  readonly sentences: Readonly<Record<string, string>>;
  /** `levels`, `calls`, `rate`, by the plural form of their number */
  readonly counted: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly areas: Readonly<Record<Area, string>>;
  readonly verbs: Readonly<Record<Action, string>>;
  /** attributes by name */
  readonly names: Readonly<Record<string, string>>;
};

/** Says one thing that a customer can or cannot do. @param currency of the amounts */
export function sayAbility(sentence: Sentence, words: AbilityWords, currency: string): string {
  const { locale } = words;
  const { list: listed, plural, number } = formatsOf(locale);
  const list = (type: keyof typeof listed, items: readonly string[]) => listed[type].format(items);
  switch (sentence.key) {
    case "manage":
      return fill(words.sentences.manage, {
        verbs: list(
          "conjunction",
          sentence.verbs.map((verb) => words.verbs[verb]),
        ),
        areas: list(
          "conjunction",
          sentence.areas.map((area) => words.areas[area]),
        ),
      });
    case "levels":
    case "calls":
    case "rate": {
      const form = plural.select(sentence.count);
      return fill(words.counted[sentence.key]?.[form], { n: number.format(sentence.count) });
    }
    case "credit":
      return fill(words.sentences.credit, { amount: formatMoney(sentence.amount, currency, locale) });
    case "features":
    case "dormant":
      return fill(words.sentences[sentence.key], {
        names: list(
          "conjunction",
          sentence.names.map((name) => words.names[name] ?? name),
        ),
      });
    case "no_manage":
      return fill(words.sentences.no_manage, {
        areas: list(
          "disjunction",
          sentence.areas.map((area) => words.areas[area]),
        ),
      });
    default:
      return words.sentences[sentence.key] ?? "";
  }
}

function makeFormats(locale: string) {
  return {
    list: {
      conjunction: new Intl.ListFormat(locale, { type: "conjunction" }),
      disjunction: new Intl.ListFormat(locale, { type: "disjunction" }),
    },
    plural: new Intl.PluralRules(locale),
    number: new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }),
  };
}

/** Making these costs more than a hundred uses of them; there are few languages. */
function formatsOf(locale: string): ReturnType<typeof makeFormats> {
  const known = formats.get(locale) ?? makeFormats(locale);
  formats.set(locale, known);
  return known;
}

const formats = new Map<string, ReturnType<typeof makeFormats>>();

function fill(text = "", values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (open, name: string) => values[name] ?? open);
}
