import { attributeNames } from "@/attributes/customer";
import { contactColumns } from "@/attributes/lists";
import { type Language, languages } from "@/i18n/languages";
import en from "@/messages/en.json";
import ru from "@/messages/ru.json";
import { foldWord } from "../fold";
import type { Suggestion, Target } from "../target";
import { synonyms } from "./synonyms";

const messages = { en, ru } as const satisfies Record<Language, unknown>;

/** What a header may stand for. */
export type Meaning = Suggestion & {
  /** whose word it is, where only one language has it */
  readonly language?: Language;
};

/** The columns of the list that are no attribute under the same label. */
const listColumns = {
  ...contactColumns,
  login: "web_login",
  parent: "parent",
  id: "i_customer",
  state: "blocked",
  available: "ignore",
  currency: "ignore",
  created: "ignore",
} as const satisfies Partial<Record<keyof typeof en.customers, Target>>;

/** What each known header may stand for, the likeliest first, by the folded word. */
const meanings = makeMeanings();

/** All that a header may stand for, the likeliest first. */
export function meaningsOf(header: string): readonly Meaning[] {
  return meanings.get(foldWord(header)) ?? [];
}

function makeMeanings(): ReadonlyMap<string, readonly Meaning[]> {
  const made = new Map<string, Meaning[]>();
  const add = (word: string, meaning: Meaning) => {
    const key = foldWord(word);
    const known = made.get(key) ?? [];
    if (key === "" || known.some(({ target }) => target === meaning.target)) return;
    made.set(key, [...known, meaning]);
  };
  for (const language of languages) {
    const { attributes, customers } = messages[language];
    for (const name of attributeNames) add(attributes[name], { target: name, sure: "certain", language });
    for (const [column, target] of Object.entries(listColumns)) {
      // the object above has keys of these messages
      add(customers[column as keyof typeof listColumns], { target, sure: "certain", language });
    }
    // in a language with one word for two attributes, the second is written with its name
    for (const name of attributeNames) {
      add(`${attributes[name]} (${name})`, { target: name, sure: "certain", language });
    }
  }
  for (const name of attributeNames) add(name, { target: name, sure: "certain" });
  add("i_customer", { target: "i_customer", sure: "certain" });
  for (const [target, words] of Object.entries(synonyms)) {
    for (const word of words) add(word, { target: target as Target, sure: "likely" });
  }
  return made;
}
