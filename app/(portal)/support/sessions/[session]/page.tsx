import type { Metadata } from "next";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextAreaField } from "@/components/form/fields";
import { ButtonLink } from "@/components/ui/button";
import { DateTime } from "@/components/ui/date-time";
import { Notice, PageHeading, Section } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { spellReference } from "@/server/ground/text/reference";
import { getSupportSession, type SupportSessionLine } from "@/server/support/support-sessions";
import { addNoteAction } from "../../../../web/customers/note-actions";
import { Portal } from "../../../../web/portal/portal";
import { requireFor } from "../../../../web/session/may";
import { endSupportSessionAction } from "../../../../web/support/actions";
import { endingText } from "../session-columns";
import { shownSteps } from "./shown-steps";
import { StepsView } from "./steps-view";

export async function generateMetadata({
  params,
}: PageProps<"/support/sessions/[session]">): Promise<Metadata> {
  const t = await getTranslations("support");
  return { title: t("one_session", { reference: (await params).session.slice(0, 16) }) };
}

/** One support session: who, as whom, why, and every step. Once it has ended, its owner can write a note about it. */
export default async function SupportSessionLinePage({
  params,
  searchParams,
}: PageProps<"/support/sessions/[session]">) {
  const [{ session: reference }, query] = [await params, await searchParams];
  const here = `/support/sessions/${reference}`;
  const session = await requireFor(here, getSupportSession);
  const { actor, timeZone } = session;
  const [t, one, steps] = await Promise.all([
    getTranslations("support"),
    getSupportSession(actor, { reference }),
    shownSteps(session, query, here, reference),
  ]);
  return (
    <Portal session={session}>
      <PageHeading
        title={t("one_session", { reference: spellReference(one.reference) })}
        crumbs={[
          { label: t("title"), href: "/support" },
          { label: t("sessions"), href: "/support/sessions" },
        ]}
        note={t("acts_as", { login: one.login, customer: one.name })}
        actions={
          <>
            {one.endable ? (
              <ActionForm action={endSupportSessionAction} prefix="end">
                <input type="hidden" name="reference" value={one.reference} />
                <SubmitButton>{t("end_now")}</SubmitButton>
              </ActionForm>
            ) : null}
            {one.there ? (
              <ButtonLink href={`/customers/${one.i_customer}`}>{t("to_customer")}</ButtonLink>
            ) : null}
          </>
        }
      />
      <Facts one={one} timeZone={timeZone} />
      {one.own && one.ended_at !== null && one.there ? <WriteNote one={one} /> : null}
      <Section title={t("done")} className="pt-2">
        <StepsView here={here} first={steps} label={t("done")} />
      </Section>
    </Portal>
  );
}

async function Facts({ one, timeZone }: { readonly one: SupportSessionLine; readonly timeZone: string }) {
  const t = await getTranslations("support");
  const facts = [
    [t("reason"), one.reason],
    [t("since"), <DateTime key="since" at={one.opened_at} timeZone={timeZone} />],
    [
      t("standing"),
      <span key="standing">
        {endingText(one, t)} · <DateTime at={one.ended_at ?? one.ends_at} timeZone={timeZone} />
      </span>,
    ],
    [t("address"), one.address ?? "–"],
    [t("changes"), one.changes],
  ] as const;
  return (
    <>
      <dl className="mb-6 grid max-w-2xl gap-x-6 gap-y-1.5 sm:grid-cols-[10rem_minmax(0,1fr)]">
        {facts.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-muted">{label}</dt>
            <dd className="mb-1.5 wrap-anywhere sm:mb-0">{value}</dd>
          </div>
        ))}
      </dl>
      {one.refused ? (
        <div className="mb-6 max-w-2xl">
          <Notice tone="warn">{t("despite_refusal")}</Notice>
        </div>
      ) : null}
    </>
  );
}

/** The form for a note to colleagues. */
async function WriteNote({ one }: { readonly one: SupportSessionLine }) {
  const [t, n] = [await getTranslations("support"), await getTranslations("notes")];
  return (
    <Section title={t("note_title")} note={t("note_text")} className="mb-8 max-w-2xl">
      <ActionForm action={addNoteAction} prefix="new-note" className="flex flex-col items-start gap-3">
        <input type="hidden" name="i_customer" value={one.i_customer} />
        <div className="w-full">
          <TextAreaField name="text" label={n("new")} area={{ maxLength: 4000, rows: 3 }} />
        </div>
        <SubmitButton>{n("add")}</SubmitButton>
      </ActionForm>
    </Section>
  );
}
