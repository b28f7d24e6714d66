import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextField } from "@/components/form/fields";
import { getTranslations } from "@/i18n/texts";
import type { CustomerSettings } from "@/server/credentials/customer-settings";
import type { PersonSettings } from "@/server/identity/web-users/own-settings";
import { saveOwnSettingsAction } from "../../web/preferences/own-actions";
import { SettingFields } from "../../web/preferences/setting-fields";
import { otherLanguageHere } from "./other-language-here";

/** The form of a person's own settings. Each field names the company's value, which holds until they choose their own. */
export async function PersonalForm(props: {
  readonly settings: PersonSettings;
  readonly customers: CustomerSettings;
}) {
  const { settings, customers } = props;
  const [t, c] = [await getTranslations("own_settings"), await getTranslations("common")];
  return (
    <ActionForm action={saveOwnSettingsAction} prefix="own" className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="name"
          label={t("name")}
          value={settings.name}
          input={{ maxLength: 128, autoComplete: "name" }}
        />
        <SettingFields
          own={settings}
          customers={customers}
          asCustomer={(value) => t("as_company", { value })}
          languageHelp={await otherLanguageHere(settings.i_lang ?? customers.i_lang)}
        />
      </div>
      <div>
        <SubmitButton>{c("save")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
