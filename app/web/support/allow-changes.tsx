import { ActionForm } from "@/components/form/action-form";
import { HereField } from "@/components/form/here-field";
import { SupportCodeField } from "@/components/form/support-code-field";
import { getTranslations } from "@/i18n/texts";
import { settings } from "@/server/ground/settings";
import { allowSupportChangesAction } from "./actions";

/**
 * *Make changes* in the banner of any page, which leads back to that page: one button, and with SUPPORT_FOUR_EYES a field
 * for the customer's code.
 */
export async function AllowChanges() {
  const t = await getTranslations("support");
  return (
    <ActionForm action={allowSupportChangesAction} prefix="changes-banner" className="support-allow">
      <HereField name="next" />
      {settings().supportFourEyes ? (
        <SupportCodeField label={t("code")} placeholder={t("code_short")} />
      ) : null}
      <button type="submit" className="support-button">
        {t("make_changes")}
      </button>
    </ActionForm>
  );
}
