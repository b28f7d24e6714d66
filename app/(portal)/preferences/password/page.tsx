import type { Metadata } from "next";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { SecretField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { PasswordMeter } from "@/components/form/password-meter";
import { getTranslations } from "@/i18n/texts";
import { choosingPassword, hasPassword } from "@/server/identity/password/choose-password";
import { judgePassword } from "@/server/identity/password/judge-password";
import { judgePasswordAction } from "../../../web/forms/judge-password-action";
import { KeysWithPassword } from "../../../web/forms/keys-with-password";
import { policyKey } from "../../../web/forms/policy-key";
import { requireFor } from "../../../web/session/may";
import { requireFresh } from "../../../web/session/session";
import { changePasswordAction } from "../actions";
import { PreferencesPage } from "../preferences-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("preferences"))("password") };
}

export default async function PasswordPage() {
  const session = await requireFor("/preferences/password", choosingPassword);
  const [t, has] = [await getTranslations("preferences"), await hasPassword(session.actor)];
  if (!has) await requireFresh(session, "/preferences/password");
  const [l, { policy }] = [await getTranslations("login"), await judgePassword(session.actor, null, "")];
  return (
    <PreferencesPage session={session} part="password">
      <ActionForm prefix="password" action={changePasswordAction} className="form">
        <FormGroup title={t("password")} about={t(has ? "password_text" : "first_password_text")}>
          {has ? (
            <SecretField
              name="current_password"
              label={t("current_password")}
              autoComplete="current-password"
            />
          ) : null}
          <PasswordMeter judge={judgePasswordAction.bind(null, null)}>
            <SecretField
              name="web_password"
              label={t("new_password")}
              autoComplete="new-password"
              help={l(`policy_${policyKey(policy)}`)}
            />
          </PasswordMeter>
          <KeysWithPassword i_web_user={session.actor.i_web_user} />
        </FormGroup>
        <ActionBar>
          <SubmitButton>{t(has ? "change_password" : "choose_password")}</SubmitButton>
        </ActionBar>
      </ActionForm>
    </PreferencesPage>
  );
}
