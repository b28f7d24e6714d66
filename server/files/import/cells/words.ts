import { languageNames, languages } from "@/i18n/languages";
import en from "@/messages/en.json";
import ru from "@/messages/ru.json";
import { dictionaries } from "../../../dictionaries/dictionaries";
import { foldWord } from "../fold";

/** Words that people write for values, in either language, folded. */

const all = [en, ru] as const;

/** Yes and no. A sign alone is one, too. */
export const yesOrNo: ReadonlyMap<string, boolean> = new Map([
  ...["yes", "y", "true", "on", "1", "+", "✓", "✔", "да", "истина", "вкл", "x"].map(
    (one) => [one, true] as const,
  ),
  ...["no", "n", "false", "off", "0", "-", "нет", "ложь", "выкл"].map((one) => [one, false] as const),
  ...all.flatMap(({ common }) => [
    [common.yes.toLowerCase(), true] as const,
    [common.no.toLowerCase(), false] as const,
  ]),
]);

/** No limit, none, the provider's own: what a value that may be absent is called. */
export const noneWords: ReadonlySet<string> = new Set(
  [
    ...all.flatMap(({ common, customer_form, customer }) => [
      common.none,
      common.unlimited,
      customer_form.own_tariff,
      customer_form.follow_parent,
      customer_form.nobody,
      customer.the_tariff_of_parent,
      customer.the_group_of_parent,
    ]),
    ...["no limit", "infinite", "infinity", "null", "nil", "бесконечно", "нет ограничений", "не ограничено"],
  ].map(foldWord),
);

/** Whether a customer is blocked, by what exports call it; undefined: the text says nothing of it. One that is stopped above is not itself. */
export function blockedSaid(text: string): boolean | undefined {
  const word = foldWord(text);
  // who it is stopped by stands behind it
  if (all.some(({ common }) => word.startsWith(foldWord(common.stopped_above)))) return false;
  return blockedWords.get(word);
}

const blockedWords: ReadonlyMap<string, boolean> = new Map(
  [
    ...all.flatMap(({ common }) => [[common.active, false] as const, [common.blocked, true] as const]),
    ...["enabled", "open", "ok", "активный", "включен", "действует"].map((one) => [one, false] as const),
    ...["inactive", "suspended", "disabled", "closed", "terminated"].map((one) => [one, true] as const),
    ...["заблокирована", "отключен", "приостановлен", "закрыт"].map((one) => [one, true] as const),
  ].map(([word, value]) => [foldWord(word), value]),
);

type Named = "payment_methods" | "start_pages" | "password_policies" | "export_types";

function named(target: Named): Map<string, number> {
  return new Map(
    dictionaries[target].flatMap(({ id, name }) => [
      [foldWord(name), id] as const,
      // the ids of these dictionaries are the keys of their messages
      ...all.map(
        (texts) =>
          [foldWord((texts.dictionaries[target] as Record<string, string>)[id] ?? name), id] as const,
      ),
    ]),
  );
}

function codes(target: "currencies" | "languages", type: "currency" | "language"): Map<string, string> {
  return new Map(
    dictionaries[target].flatMap(({ id, name }) => [
      ...languages.map((language) => {
        const said = new Intl.DisplayNames(language, { type }).of(id) ?? id;
        return [foldWord(said), id] as const;
      }),
      [foldWord(name), id] as const,
      [foldWord(id), id] as const,
    ]),
  );
}

/** The ids of dictionaries by every name that people write. */
export const dictionaryWords: Readonly<Record<string, ReadonlyMap<string, number | string>>> = {
  payment_methods: named("payment_methods"),
  start_pages: named("start_pages"),
  password_policies: new Map([
    ...named("password_policies"),
    // without the length that stands beside it
    ...dictionaries.password_policies.flatMap(({ id }) =>
      all.map(({ dictionaries: { password_policies: said } }) => {
        const [word = ""] = said[`${id}`].split(" (");
        return [foldWord(word), id] as const;
      }),
    ),
  ]),
  export_types: new Map([...named("export_types"), ["excel", 2]]),
  currencies: codes("currencies", "currency"),
  languages: new Map([
    ...codes("languages", "language"),
    ...languages.map((language) => [foldWord(languageNames[language]), language] as const),
  ]),
};

/** The bits of a mask by their words in either language. */
export const actionWords: ReadonlyMap<string, "add" | "edit" | "delete"> = new Map(
  (["add", "edit", "delete"] as const).flatMap((action) => [
    [action, action] as const,
    ...all.flatMap(({ rights }) => [
      [foldWord(rights[action]), action] as const,
      [foldWord(rights[`to_${action}`]), action] as const,
    ]),
  ]),
);

export const everyActionWords: ReadonlySet<string> = new Set(
  [...all.map(({ common }) => common.all), "everything", "full", "всё", "полный"].map(foldWord),
);
