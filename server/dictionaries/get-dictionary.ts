import { Unreadable } from "@/attributes/kind";
import { codeReference } from "@/attributes/kinds/reference";
import ru from "@/messages/ru.json";
import { byKind, oneOf, readOptional, readRequired } from "../customers/read-parameter";
import { operation } from "../operation";
import { dictionaries, type Entry, isInDictionary } from "./dictionaries";

type Name = keyof typeof dictionaries;

// Object.keys gives string[]; the object has exactly these keys
const names = Object.keys(dictionaries) as Name[];

/**
 * A dictionary: the ids that attributes refer to, and what they mean. Source: semantics, 'Dictionaries'.
 * In English, the API's language, where no `i_lang` is said.
 * @throws Refusal 400 no such dictionary or language
 */
export const getDictionary = operation({
  name: "getDictionary",
  needs: { right: null, acts: ["overview"], scope: "none" },
  writes: false,
  input: (raw) => ({
    name: readRequired(raw, "name", oneOf(names)),
    i_lang: readOptional(raw, "i_lang", readLanguage) ?? "en",
  }),
  async run({ input: { name, i_lang } }): Promise<{ dictionary: Entry[] }> {
    const entries: readonly Entry[] = dictionaries[name];
    const said = i_lang === "ru" ? wordsOf(ru.dictionaries, name) : {};
    const currency = new Intl.DisplayNames(i_lang, { type: "currency" });
    return {
      dictionary: entries.map(({ id, name: word }) => ({
        id,
        name: name === "currencies" ? (currency.of(String(id)) ?? word) : (said[id] ?? word),
      })),
    };
  },
});

/** What a language's messages call the entries of a dictionary, by id; nothing where it has a name of its own. */
function wordsOf(
  messages: Readonly<Record<string, Readonly<Record<string, string>>>>,
  name: Name,
): Readonly<Record<string, string>> {
  return messages[name] ?? {};
}

const languageCode = byKind(codeReference("languages", "lower"));

function readLanguage(raw: unknown): string {
  const code = languageCode(raw);
  if (isInDictionary("languages", code)) return code;
  throw new Unreadable({ message: "is not in the dictionary languages", key: "not_in_dictionary" });
}
