import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { SecretField } from "@/components/form/fields";
import { PasswordMeter } from "@/components/form/password-meter";
import { ShownOnce } from "@/components/form/shown-once";
import { getTranslations } from "@/i18n/texts";
import { judgePasswordAction } from "../../../web/forms/judge-password-action";
import { setApiPasswordAction } from "./actions";

/** The form for the API password: people type one, or get a generated one shown once. */
export async function PasswordForm() {
  const t = await getTranslations();
  return (
    <ActionForm action={setApiPasswordAction} className="flex max-w-xl flex-col gap-4">
      <ShownOnce label={t("api.made")} words={{ once: t("api.made_once") }} />
      <PasswordMeter judge={judgePasswordAction.bind(null, null)}>
        <SecretField
          name="api_password"
          label={t("api.new_password")}
          help={t("attribute_help.api_password")}
          autoComplete="new-password"
        />
      </PasswordMeter>
      <div className="flex flex-wrap gap-2">
        <SubmitButton>{t("api.set")}</SubmitButton>
        <SubmitButton look="plain" name="make" value="1">
          {t("api.make")}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
