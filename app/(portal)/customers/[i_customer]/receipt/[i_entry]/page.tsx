import type { Metadata } from "next";
import { isWordmark } from "@/attributes/wordmark";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { buttonClass } from "@/components/ui/looks";
import { DescriptionList, PageHeading, Section } from "@/components/ui/page";
import { PrintButton } from "@/components/ui/print-button";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { findPath } from "@/server/customers/branch/find-path";
import type { ReceiptText } from "@/server/files/pdf/receipt";
import { Refusal } from "@/server/ground/refusal";
import { getReceipt, type Receipt } from "@/server/money/get-receipt";
import { mailReceipt } from "@/server/money/mail-receipt";
import { setPreferences } from "@/server/preferences/preferences";
import { promisingMail } from "../../../../../web/forms/mail-words";
import { Portal } from "../../../../../web/portal/portal";
import { asker, requireFor } from "../../../../../web/session/may";
import { currentStanding } from "../../../../../web/session/standing";
import { mailReceiptAction } from "./actions";
import { readReceipt } from "./receipt-text";

type Props = PageProps<"/customers/[i_customer]/receipt/[i_entry]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { i_customer, i_entry } = await params;
  const session = await requireFor(addressOf(i_customer, i_entry), getReceipt);
  return { title: (await readReceipt(session, i_customer, i_entry)).text.title };
}

export default async function ReceiptPage({ params }: Props) {
  const { i_customer, i_entry } = await params;
  const session = await requireFor(addressOf(i_customer, i_entry), getReceipt);
  const [{ receipt, text }, may, { isReseller }] = await Promise.all([
    readReceipt(session, i_customer, i_entry),
    asker(session),
    currentStanding(session),
  ]);
  const { issuer } = receipt;
  const self = receipt.i_customer === session.actor.i_customer;
  const [t, c, path] = [
    await getTranslations("receipt"),
    await getTranslations("common"),
    await pathTo(i_customer),
  ];
  const isSeller = path.at(-2)?.i_customer === session.actor.i_customer;
  const mayMail = path.length > 0 && may(mailReceipt, self ? "own" : "below");
  // the form of one's own receipts is there for resellers
  const maySay = isReseller && may(setPreferences, "own", { values: { receipt_name: "" } });
  async function pathTo(id: string) {
    try {
      return (await findPath(session.actor, { i_customer: id })).path;
    } catch (error) {
      // a receipt outlives its customer
      if (error instanceof Refusal && error.code === 404) return [];
      throw error;
    }
  }
  return (
    <Portal session={session}>
      <article className="max-w-2xl" data-part="receipt" data-print="alone">
        <PageHeading
          title={text.title}
          crumbs={path.map((step) => ({ label: step.name, href: `/customers/${step.i_customer}` }))}
          actions={
            <>
              <PrintButton>{t("print")}</PrintButton>
              <a href={`${addressOf(i_customer, i_entry)}/pdf`} className={buttonClass("primary")} download>
                {t("download")}
              </a>
            </>
          }
        />
        <Head issuer={issuer} text={text} />
        <div className="mb-6 grid gap-6 sm:grid-cols-2 print:grid-cols-2">
          {text.parties.map(({ label, name, lines }) => (
            <section key={label} aria-label={label} className="min-w-0 wrap-anywhere">
              <h2 className="text-[0.8125rem] font-normal text-muted">{label}</h2>
              <p className="font-medium" dir="auto">
                {name}
              </p>
              {lines.map((line) => (
                <p key={line} dir="auto">
                  {line}
                </p>
              ))}
            </section>
          ))}
        </div>
        <p className="text-muted">{text.kind}</p>
        <p className="receipt-amount">{text.amount}</p>
        <DescriptionList rows={text.rows} />
        {text.contact ? (
          <p className="mt-8 border-t border-line pt-3 text-[0.8125rem] text-muted wrap-anywhere">
            {text.contact}
          </p>
        ) : null}
      </article>
      {mayMail ? <MailReceipt session={session} receipt={receipt} /> : null}
      {issuer && !issuer.isSaid && isSeller && maySay ? (
        <p className="mt-6 max-w-2xl text-muted">
          {t("issuer_own", { name: issuer.told ?? c("your_provider") })}{" "}
          <a href="/preferences/company#field-receipt_name" className="underline underline-offset-2">
            {t("issuer_own_said")}
          </a>
        </p>
      ) : null}
    </Portal>
  );
}

/** Whose receipt it is, which and when: on paper this stands instead of the page's heading. */
function Head({ issuer, text }: { readonly issuer: Receipt["issuer"]; readonly text: ReceiptText }) {
  const { accent, brand, title, day } = text;
  const light = issuer?.logo ?? null;
  const dark = issuer?.logo_dark ?? light;
  const isWord = light !== null && isWordmark(light);
  const alt = isWord ? brand : "";
  // on a dark page a dark accent is lightened
  const borderColor = `light-dark(${accent}, oklch(from ${accent} max(l, 0.68) c h))`;
  return (
    <div className="receipt-head" style={{ borderColor }}>
      {/* biome-ignore lint/performance/noImgElement: already as small as we show it, and cached for ever */}
      {light ? <img {...light} alt={alt} className="only-light" /> : null}
      {/* biome-ignore lint/performance/noImgElement: already as small as we show it, and cached for ever */}
      {dark ? <img {...dark} alt={alt} className="only-dark" /> : null}
      {isWord ? null : <b>{brand}</b>}
      <p>
        <span>{title}</span>
        {day}
      </p>
    </div>
  );
}

/** Sends the receipt to the customer, or says where to enter its missing address. */
async function MailReceipt(props: { readonly session: LiveSession; readonly receipt: Receipt }) {
  const { session, receipt } = props;
  const t = await getTranslations("receipt");
  const { i_customer, i_entry, email } = receipt;
  return (
    <Section title={t("mail_title")} className="mt-8 max-w-2xl">
      {email === "" ? (
        <p className="text-muted">
          {t("mail_none")}{" "}
          <a href={`/customers/${i_customer}/edit`} className="underline underline-offset-2">
            {t("mail_edit")}
          </a>
        </p>
      ) : (
        <ActionForm action={mailReceiptAction} prefix="mail" className="flex flex-col items-start gap-3">
          <p className="text-muted wrap-anywhere">
            {await promisingMail(session, t("mail_text", { address: email }))}
          </p>
          <input type="hidden" name="i_customer" value={i_customer} />
          <input type="hidden" name="i_entry" value={i_entry} />
          <SubmitButton look="plain">{t("mail")}</SubmitButton>
        </ActionForm>
      )}
    </Section>
  );
}

function addressOf(i_customer: string, i_entry: string): string {
  return `/customers/${i_customer}/receipt/${i_entry}`;
}
