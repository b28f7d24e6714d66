import { randomBytes } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { RadioField } from "@/components/form/radio-field";
import { ButtonLink } from "@/components/ui/button";
import { DateTime } from "@/components/ui/date-time";
import { Notice, PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { listNotes } from "@/server/notes/list-notes";
import { getOpening } from "@/server/support/get-opening";
import { lengths } from "@/server/support/open-support";
import { reasonText } from "../../../../web/forms/refusal-text";
import { Portal } from "../../../../web/portal/portal";
import { demandMay } from "../../../../web/session/may";
import { openSupportAction } from "../../../../web/support/actions";
import { type CustomerView, openCustomer } from "../open-customer";

export async function generateMetadata({
  params,
}: PageProps<"/customers/[i_customer]/open-as">): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer);
  return { title: (await getTranslations("support"))("open_title", { name: customer.name }) };
}

/** Opens a customer's portal for support: shows what we know of the customer, then asks why and for how long. */
export default async function OpenAsPage({ params }: PageProps<"/customers/[i_customer]/open-as">) {
  const view = await openCustomer((await params).i_customer);
  const { session, customer, path, self, relation } = view;
  if (self) notFound();
  await demandMay(session, getOpening, relation);
  const { i_customer } = customer;
  const [t, c, { refusal, refuses, four_eyes }] = [
    await getTranslations("support"),
    await getTranslations("common"),
    await getOpening(session.actor, { i_customer }),
  ];
  return (
    <Portal session={session}>
      <div className="form">
        <PageHeading
          title={t("open_title", { name: customer.name })}
          crumbs={path.map((step) => ({ label: step.name, href: `/customers/${step.i_customer}` }))}
          actions={<ButtonLink href={`/customers/${i_customer}/why-not`}>{t("why_not")}</ButtonLink>}
        />
        {refusal ? (
          <div className="form">
            <Notice tone="warn">
              {
                await reasonText({
                  code: refusal.code,
                  key: refusal.reason?.key ?? "",
                  values: refusal.reason?.values ?? {},
                })
              }
            </Notice>
            <LastNotes view={view} />
          </div>
        ) : (
          <ActionForm action={openSupportAction} className="form">
            <input type="hidden" name="i_customer" value={i_customer} />
            <input type="hidden" name="form" value={randomBytes(18).toString("base64url")} />
            {refuses ? <Notice tone="warn">{t("refuses")}</Notice> : null}
            <FormGroup title={t("purpose")} about={t("open_text")}>
              <TextField
                name="reason"
                label={t("reason")}
                help={t("reason_help")}
                first
                input={{ maxLength: 300 }}
              />
              <RadioField
                name="minutes"
                label={t("how_long")}
                value="30"
                options={lengths.map((id) => ({ id, label: t("minutes", { count: Number(id) }) }))}
              />
              <p className="text-muted">{four_eyes ? t("begins_four_eyes") : t("begins")}</p>
            </FormGroup>
            <LastNotes view={view} />
            <ActionBar>
              <SubmitButton>{t("open")}</SubmitButton>
              <ButtonLink look="quiet" href={`/customers/${i_customer}`}>
                {c("cancel")}
              </ButtonLink>
            </ActionBar>
          </ActionForm>
        )}
      </div>
    </Portal>
  );
}

/** The notes of colleagues, so that nobody asks the customer the same again. */
async function LastNotes({ view: { session, customer } }: { readonly view: CustomerView }) {
  const [t, n] = [await getTranslations("support"), await getTranslations("notes")];
  const { notes } = await listNotes(session.actor, { i_customer: customer.i_customer, limit: 3 });
  return (
    <FormGroup
      title={t("last_notes")}
      about={
        <a href={`/customers/${customer.i_customer}/notes`} className="text-accent-text hover:underline">
          {t("all_notes")}
        </a>
      }
    >
      {notes.length === 0 ? (
        <p className="text-muted">{n("empty")}</p>
      ) : (
        <ul className="divide-y divide-line">
          {notes.map((note) => (
            <li key={note.i_note} className="py-2.5 first:pt-0 last:pb-0">
              <p className="whitespace-pre-line wrap-anywhere">{note.text}</p>
              <p className="mt-0.5 text-[0.8125rem] text-muted">
                {note.login} · <DateTime at={note.created_at} timeZone={session.timeZone} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </FormGroup>
  );
}
