import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { FormGroup } from "@/components/form/form-group";
import { ShownOnce } from "@/components/form/shown-once";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { settings } from "@/server/ground/settings";
import { makeSupportCode } from "@/server/support/support-code";
import { may } from "../../web/session/may";
import { makeSupportCodeAction } from "../../web/support/actions";

/** With SUPPORT_FOUR_EYES: shows the code that the customer reads out to let support make changes. */
export async function SupportCode({ session }: { readonly session: LiveSession }) {
  if (!settings().supportFourEyes || session.actor.i_customer === 1) return null;
  if (!(await may(session, makeSupportCode))) return null;
  const t = await getTranslations("support");
  return (
    <FormGroup title={t("code_title")} about={t("code_text")}>
      <ActionForm
        action={makeSupportCodeAction}
        prefix="support-code"
        className="flex flex-col items-start gap-4"
      >
        <ShownOnce label={t("code")} words={{ once: t("code_once") }} />
        <SubmitButton look="plain">{t("make_code")}</SubmitButton>
      </ActionForm>
    </FormGroup>
  );
}
