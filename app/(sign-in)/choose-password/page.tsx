import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { SecretField } from "@/components/form/fields";
import { PasswordMeter } from "@/components/form/password-meter";
import { getTranslations } from "@/i18n/texts";
import { judgePassword } from "@/server/identity/password/judge-password";
import { judgePasswordAction } from "../../web/forms/judge-password-action";
import { KeysWithPassword } from "../../web/forms/keys-with-password";
import { policyKey } from "../../web/forms/policy-key";
import { currentSession } from "../../web/session/session";
import { chooseNewPassword } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("login"))("choose_title") };
}

export default async function ChoosePasswordPage() {
  const session = await currentSession();
  if (!session) redirect("/login");
  if (session.kind === "full") redirect("/preferences");
  const [t, { policy }] = [await getTranslations("login"), await judgePassword(session.actor, null, "")];
  return (
    <>
      <h1 className="mb-2">{t("choose_title")}</h1>
      <p className="mb-5 text-muted">{t("choose_text")}</p>
      <ActionForm action={chooseNewPassword} className="flex flex-col gap-4">
        <PasswordMeter judge={judgePasswordAction.bind(null, null)}>
          <SecretField
            name="web_password"
            label={t("new_password")}
            autoComplete="new-password"
            first
            help={t(`policy_${policyKey(policy)}`)}
          />
        </PasswordMeter>
        <KeysWithPassword i_web_user={session.actor.i_web_user} />
        <SubmitButton>{t("choose_submit")}</SubmitButton>
      </ActionForm>
    </>
  );
}
