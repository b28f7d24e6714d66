import { getTranslations } from "next-intl/server";
import { SelectField } from "@/components/form/fields";
import type { CustomerSettings } from "@/server/credentials/customer-settings";
import { dictionaryOptions } from "../customers/options";

type Own = { readonly [Name in keyof CustomerSettings]: CustomerSettings[Name] | null };

/** The fields for a web user's language, time zone, start page and download format; the first option names the customer's. */
export async function SettingFields(props: {
  readonly own: Own;
  readonly customers: CustomerSettings;
  readonly asCustomer: (value: string) => string;
  readonly languageHelp?: string | undefined;
}) {
  const [a, options] = [await getTranslations("attributes"), await dictionaryOptions()];
  return (["i_lang", "i_time_zone", "start_page", "i_export_type"] as const).map((name) => {
    const choices = options[name] ?? [];
    const theirs = choices.find(({ id }) => id === String(props.customers[name]))?.label ?? "";
    return (
      <SelectField
        key={name}
        name={name}
        label={a(name)}
        value={String(props.own[name] ?? "")}
        options={[{ id: "", label: props.asCustomer(theirs) }, ...choices]}
        {...(name === "i_lang" && props.languageHelp ? { help: props.languageHelp } : {})}
      />
    );
  });
}
