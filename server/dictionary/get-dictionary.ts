import { Unreadable } from "@/attributes/kinds/kind";
import { codeReference } from "@/attributes/kinds/reference";
import ru from "@/messages/ru.json";
import { dictionaries, type Entry, isInDictionary } from "../dictionaries/dictionaries";
import { vendorDictionaries } from "../dictionaries/vendor-dictionaries";
import { byKind, oneOf, readOptional, readRequired } from "../input/read-parameter";
import { operation } from "../operation/operation";

/** Every dictionary by the names that programs ask for: ours, and those of the original vendor. */
const served: Readonly<Record<string, readonly Entry[]>> = {
  ...dictionaries,
  timezones: dictionaries.time_zones,
  ...vendorDictionaries,
};

/** A dictionary as programs read it. */
type Dictionary = {
  /** its labels by their ids, for programs that know the original vendor's form */
  readonly dictionary: Readonly<Record<string, string>>;
  /** the same in the dictionary's own order, each id in its own type */
  readonly entries: Entry[];
};

/**
 * A dictionary: the ids that attributes refer to, and what they mean. In English, the API's language, unless `i_lang`
 * names another. Source: semantics, 'Dictionaries'.
 * @throws Refusal 400 no such dictionary, type or language
 */
export const getDictionary = operation({
  name: "getDictionary",
  needs: { about: "scope", right: null, acts: ["overview"], scope: "none" },
  effect: "reads",
  input: (raw) => {
    const name = readRequired(raw, "name", oneOf(Object.keys(served)));
    // the interface and the voice menus speak the same languages
    if (name === "languages") readOptional(raw, "type", oneOf(["web", "ivr"]));
    return { name, i_lang: readOptional(raw, "i_lang", readLanguage) ?? "en" };
  },
  async run({ input: { name, i_lang } }): Promise<Dictionary> {
    const said = i_lang === "ru" ? wordsOf(ru.dictionaries, name) : {};
    const currency = new Intl.DisplayNames(i_lang, { type: "currency" });
    const entries = (served[name] ?? []).map(({ id, name: word }) => ({
      id,
      name: name === "currencies" ? (currency.of(String(id)) ?? word) : (said[id] ?? word),
    }));
    return { dictionary: Object.fromEntries(entries.map(({ id, name: label }) => [id, label])), entries };
  },
});

/** A language's names for the entries of a dictionary, by id; nothing if the dictionary has names of its own. */
function wordsOf(
  messages: Readonly<Record<string, Readonly<Record<string, string>>>>,
  name: string,
): Readonly<Record<string, string>> {
  return messages[name] ?? {};
}

const languageCode = byKind(codeReference("languages", "lower"));

function readLanguage(raw: unknown): string {
  const code = languageCode(raw);
  if (isInDictionary("languages", code)) return code;
  throw new Unreadable({ message: "is not in the dictionary languages", key: "not_in_dictionary" });
}
