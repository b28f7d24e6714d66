import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { RadioField } from "@/components/form/radio-field";
import { DateTime } from "@/components/ui/date-time";
import { Notice, PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { settings } from "@/server/ground/settings";
import { spellReference } from "@/server/ground/text/reference";
import { lengths } from "@/server/support/open-support";
import { promisingMail } from "../../../web/forms/mail-words";
import { Portal } from "../../../web/portal/portal";
import { requireSession } from "../../../web/session/session";
import {
  allowSupportChangesAction,
  extendSupportAction,
  showSupportStyleAction,
} from "../../../web/support/actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("support"))("session_title") };
}

/** The page of one's running support session: make changes, more time, the customer's stylesheet. */
export default async function SupportSessionPage() {
  const session = await requireSession("/support/session");
  const { support, timeZone } = session;
  if (!support) redirect("/support");
  const t = await getTranslations("support");
  return (
    <Portal session={session}>
      <PageHeading
        title={t("session_title")}
        note={
          <>
            {t("session_note", { reason: support.reason, reference: spellReference(support.reference) })}{" "}
            <DateTime at={support.ends_at} timeZone={timeZone} />
          </>
        }
      />
      <div className="form" data-stay>
        <FormGroup
          title={t("changes_title")}
          about={await promisingMail(session, t(support.changes ? "changes_on" : "changes_text"))}
        >
          {support.changesRefused ? <Notice tone="warn">{t(`not_${support.changesRefused}`)}</Notice> : null}
          {support.changes || support.changesRefused ? null : (
            <ActionForm
              action={allowSupportChangesAction}
              prefix="changes"
              className="flex flex-col items-start gap-4"
            >
              {settings().supportFourEyes ? (
                <TextField
                  name="code"
                  label={t("code")}
                  help={t("code_help", { customer: support.customer })}
                  input={{ inputMode: "numeric", autoComplete: "one-time-code", maxLength: 12 }}
                />
              ) : null}
              <SubmitButton>{t("make_changes")}</SubmitButton>
            </ActionForm>
          )}
        </FormGroup>
        <FormGroup title={t("extend_title")} about={t("extend_text")}>
          <ActionForm
            action={extendSupportAction}
            prefix="extend"
            className="flex flex-col items-start gap-4"
          >
            <input type="hidden" name="until" value={support.ends_at.toISOString()} />
            <RadioField
              name="minutes"
              label={t("from_now")}
              value="30"
              options={lengths.map((id) => ({ id, label: t("minutes", { count: Number(id) }) }))}
            />
            <SubmitButton look="plain">{t("extend")}</SubmitButton>
          </ActionForm>
        </FormGroup>
        <FormGroup title={t("style_title")} about={t("style_text")}>
          <ActionForm action={showSupportStyleAction} prefix="style">
            <input type="hidden" name="styled" value={support.styled ? "0" : "1"} />
            <SubmitButton look="plain">{support.styled ? t("style_off") : t("style_on")}</SubmitButton>
          </ActionForm>
        </FormGroup>
      </div>
    </Portal>
  );
}
