import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { HereField } from "@/components/form/here-field";
import { SupportCodeField } from "@/components/form/support-code-field";
import { getTranslations } from "@/i18n/texts";
import { settings } from "@/server/ground/settings";
import { allowSupportChangesAction } from "./actions";

/**
 * *Make changes* on any page, which leads back to that page: one button, and with SUPPORT_FOUR_EYES a field for the
 * customer's code. @param place in the banner, or in the notice above a form that we would refuse
 */
export async function AllowChanges({ place }: { readonly place: "banner" | "notice" }) {
  const t = await getTranslations("support");
  return (
    <ActionForm
      action={allowSupportChangesAction}
      prefix={`changes-${place}`}
      className={place === "banner" ? "support-allow" : "inline-flex flex-wrap items-center gap-2"}
    >
      <HereField name="next" />
      {settings().supportFourEyes ? (
        <SupportCodeField label={t("code")} placeholder={t("code_short")} />
      ) : null}
      {place === "banner" ? (
        <button type="submit" className="support-button">
          {t("make_changes")}
        </button>
      ) : (
        <SubmitButton look="plain">{t("make_changes")}</SubmitButton>
      )}
    </ActionForm>
  );
}
