import { personalNames } from "@/attributes/lists";
import { choicesOf, sentList } from "@/components/choices/long-list";
import { linesOf } from "@/components/choices/option-lines";
import { SelectField } from "@/components/form/fields";
import { getTranslations } from "@/i18n/texts";
import type { ChosenSettings, CustomerSettings } from "@/server/credentials/customer-settings";
import { dictionaryOptions } from "../customers/options";

/** The fields for a web user's language, time zone, start page and download format; the first option names the customer's. */
export async function SettingFields(props: {
  readonly own: ChosenSettings;
  readonly customers: CustomerSettings;
  readonly asCustomer: (value: string) => string;
  readonly languageHelp?: string | undefined;
}) {
  const [a, options] = [await getTranslations("attributes"), await dictionaryOptions()];
  return personalNames.map((name) => {
    const choices = options[name] ?? [];
    const theirs = choices.find(({ id }) => id === String(props.customers[name]))?.label ?? "";
    return (
      <SelectField
        key={name}
        name={name}
        label={a(name)}
        value={String(props.own[name] ?? "")}
        options={choicesOf(sentList(choices), linesOf([{ id: "", label: props.asCustomer(theirs) }]))}
        {...(name === "i_lang" && props.languageHelp ? { help: props.languageHelp } : {})}
      />
    );
  });
}
