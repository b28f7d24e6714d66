import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
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
  /** its name */
  readonly company: string;
}) {
  const { settings, customers, company } = props;
  const [t, c] = [await getTranslations("own_settings"), await getTranslations("common")];
  return (
    <ActionForm action={saveOwnSettingsAction} prefix="own" className="form">
      <FormGroup title={t("title")} about={t("text", { customer: company })}>
        <div className="fields">
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
      </FormGroup>
      <ActionBar>
        <SubmitButton>{c("save")}</SubmitButton>
      </ActionBar>
    </ActionForm>
  );
}
