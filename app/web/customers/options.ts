import { type AttributeName, attributeNames, attributeOf } from "@/attributes/customer";
import type { ReferenceTarget } from "@/attributes/kinds/reference";
import { type LongList, offerList, sentList } from "@/components/choices/long-list";
import { linesOf, type Option, type OptionLines } from "@/components/choices/option-lines";
import { timeZoneText } from "@/components/ui/date-time";
import { type Language, languageNames, languages } from "@/i18n/languages";
import { getLocale, getTranslations, textsIn } from "@/i18n/texts";
import type { FormChoices } from "@/server/customers/form-choices";
import { dictionaries } from "@/server/dictionaries/dictionaries";
import { offeredAddress } from "./offered-address";

export type Options = Partial<Record<AttributeName, readonly Option[]>>;

/** The choices of every dictionary, in the reader's language. They stay as they are while the program runs. */
export async function dictionaryOptions(): Promise<Options> {
  const locale = await getLocale();
  return optionsIn(locale);
}

function optionsIn(locale: Language): Options {
  const options = made.get(locale) ?? makeOptions(locale);
  made.set(locale, options);
  return options;
}

const currency_codes = dictionaries.currencies.map(({ id }) => ({ id, label: id }));

/** The codes of all currencies, for filters. */
export async function currencyCodes(): Promise<LongList | OptionLines> {
  // offers them, too
  await dictionaryOptions();
  return sentList(currency_codes);
}

/** One of the long lists of a language, as lines; null: there is none of this name. */
export function longList(locale: Language, name: string): OptionLines | null {
  const { i_time_zone: time_zones = [], payment_currency: currencies = [] } = optionsIn(locale);
  const long: Readonly<Record<string, readonly Option[]>> = { time_zones, currencies, currency_codes };
  return Object.hasOwn(long, name) ? linesOf(long[name] ?? []) : null;
}

const made = new Map<Language, Options>();

function makeOptions(locale: Language): Options {
  const [t, c] = [textsIn(locale, "dictionaries"), textsIn(locale, "common")];
  const currencyName = new Intl.DisplayNames(locale, { type: "currency" });
  const named = (dictionary: "payment_methods" | "start_pages" | "password_policies" | "export_types") =>
    // the ids of these dictionaries are the keys of their messages
    dictionaries[dictionary].map(({ id }) => ({
      id: String(id),
      label: t(`${dictionary}.${id}` as "start_pages.1"),
    }));
  const currencies = dictionaries.currencies.map(({ id }) => ({
    id,
    label: `${id} · ${currencyName.of(id)}`,
  }));
  // renamed zones keep their ids, so ids are not in the order of names
  const time_zones = dictionaries.time_zones
    .map(({ id, name }) => ({ id: String(id), label: timeZoneText(name) }))
    .toSorted((one, other) => one.label.localeCompare(other.label, locale));
  offer(locale, { currencies, time_zones, currency_codes });
  return choicesByTarget({
    currencies,
    time_zones,
    payment_methods: [{ id: "", label: c("none") }, ...named("payment_methods")],
    start_pages: named("start_pages"),
    password_policies: named("password_policies"),
    export_types: named("export_types"),
    languages: languages.map((language) => ({ id: language, label: languageNames[language] })),
  });
}

/** Offers lists to browsers at addresses that change with what is in them. */
function offer(locale: Language, lists: Readonly<Record<string, readonly Option[]>>): void {
  for (const [name, options] of Object.entries(lists)) {
    offerList(offeredAddress(locale, name, linesOf(options)), options);
  }
}

/** The choices of each attribute that refers to one of these targets. */
function choicesByTarget(choices: Readonly<Partial<Record<ReferenceTarget, readonly Option[]>>>): Options {
  return Object.fromEntries(
    attributeNames.flatMap((name) => {
      const { kind } = attributeOf(name);
      const listed = kind.kind === "reference" ? choices[kind.target] : undefined;
      if (listed === undefined) return [];
      return [[name, listed]];
    }),
  );
}

/** These, and the choices of a form for a sub-customer. @param self the edited customer, which cannot be its own agent */
export async function customerOptions(choices: FormChoices, self: number | null): Promise<Options> {
  const [t, common] = [await getTranslations("customer_form"), await dictionaryOptions()];
  return {
    ...common,
    ...choicesByTarget({
      tariffs: choices.tariffs.map(({ i_tariff, name, currency }) => ({
        id: String(i_tariff),
        label: `${name} · ${currency}`,
      })),
      routing_groups: [
        { id: "", label: t("follow_parent") },
        ...choices.routing_groups.map(({ i_routing_group, name }) => ({
          id: String(i_routing_group),
          label: name,
        })),
      ],
      customers: [
        { id: "", label: t("nobody") },
        ...choices.agents
          .filter(({ i_customer }) => i_customer !== self)
          .map(({ i_customer, name }) => ({ id: String(i_customer), label: name })),
      ],
    }),
  };
}
