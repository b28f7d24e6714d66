import { getLocale, getTranslations } from "next-intl/server";
import type { AttributeName } from "@/attributes/customer";
import type { Option } from "@/components/form/fields";
import { timeZoneText } from "@/components/ui/date-time";
import { languageNames, languages } from "@/i18n/languages";
import type { FormChoices } from "@/server/customers/form-choices";
import { dictionaries } from "@/server/dictionaries/dictionaries";

export type Options = Partial<Record<AttributeName, readonly Option[]>>;

/** The choices of every dictionary, in the reader's language. */
export async function dictionaryOptions(): Promise<Options> {
  const [t, locale] = [await getTranslations("dictionaries"), await getLocale()];
  const c = await getTranslations("common");
  const currencyName = new Intl.DisplayNames(locale, { type: "currency" });
  const named = (dictionary: "payment_methods" | "start_pages" | "password_policies" | "export_types") =>
    // the ids of these dictionaries are the keys of their messages
    dictionaries[dictionary].map(({ id }) => ({
      id: String(id),
      label: t(`${dictionary}.${id}` as "start_pages.1"),
    }));
  return {
    payment_currency: dictionaries.currencies.map(({ id }) => ({
      id,
      label: `${id} · ${currencyName.of(id)}`,
    })),
    payment_method: [{ id: "", label: c("none") }, ...named("payment_methods")],
    start_page: named("start_pages"),
    i_password_policy: named("password_policies"),
    i_export_type: named("export_types"),
    // renamed zones keep their ids, so ids are not in the order of names
    i_time_zone: dictionaries.time_zones
      .map(({ id, name }) => ({ id: String(id), label: timeZoneText(name) }))
      .toSorted((one, other) => one.label.localeCompare(other.label, locale)),
    i_lang: languages.map((language) => ({ id: language, label: languageNames[language] })),
  };
}

/** These, and the choices of a form for a sub-customer. @param self the edited customer, which cannot be its own agent */
export async function customerOptions(choices: FormChoices, self: number | null): Promise<Options> {
  const [t, common] = [await getTranslations("customer_form"), await dictionaryOptions()];
  return {
    ...common,
    i_tariff: choices.tariffs.map(({ i_tariff, name, currency }) => ({
      id: String(i_tariff),
      label: `${name} · ${currency}`,
    })),
    i_routing_group: [
      { id: "", label: t("follow_parent") },
      ...choices.routing_groups.map(({ i_routing_group, name }) => ({
        id: String(i_routing_group),
        label: name,
      })),
    ],
    i_commission_agent: [
      { id: "", label: t("nobody") },
      ...choices.agents
        .filter(({ i_customer }) => i_customer !== self)
        .map(({ i_customer, name }) => ({ id: String(i_customer), label: name })),
    ],
  };
}
