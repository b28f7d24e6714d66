import { getLocale, getTranslations } from "next-intl/server";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextField } from "@/components/form/fields";
import { languageNames } from "@/i18n/languages";
import type { CustomerSettings } from "@/server/identity/web-users/customer-settings";
import type { PersonSettings } from "@/server/identity/web-users/own-settings";
import { saveOwnSettingsAction } from "./own-actions";
import { SettingFields } from "./setting-fields";

/** The form of a person's own settings. Each field names the company's value, which holds until they choose their own. */
export async function PersonalForm(props: {
  readonly settings: PersonSettings;
  readonly customers: CustomerSettings;
}) {
  const { settings, customers } = props;
  const [t, c, locale] = [
    await getTranslations("own_settings"),
    await getTranslations("common"),
    await getLocale(),
  ];
  const language = settings.i_lang ?? customers.i_lang;
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
          // until somebody chooses a language, the portal speaks the log-in page's: then say both
          languageHelp={
            language === locale
              ? undefined
              : t("language_here", {
                  here: languageNames[locale],
                  mail: languageNames[language as "en"] ?? language,
                })
          }
        />
      </div>
      <div>
        <SubmitButton>{c("save")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
