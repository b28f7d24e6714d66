import { randomUUID } from "node:crypto";
import { notFound, redirect } from "next/navigation";
import { formatMoney } from "@/attributes/format-money";
import { plainDecimal } from "@/attributes/reading/decimal";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { ButtonLink } from "@/components/ui/button";
import { Notice, PageHeading } from "@/components/ui/page";
import { getLocale, getTranslations } from "@/i18n/texts";
import { todayIn } from "@/server/ground/time/clock";
import { customerAddFunds, customerCredit, customerDebit } from "@/server/money/book-funds";
import { correctBalance } from "@/server/money/correct-balance";
import { Portal } from "../../../web/portal/portal";
import { demandMay } from "../../../web/session/may";
import { AmountField, type Deed } from "./amount-field";
import { previewWords } from "./credit-limit-words";
import { chargeAction, correctAction, creditAction, paymentAction } from "./funds-actions";
import { fundsOf } from "./funds-of";
import { openCustomer } from "./open-customer";

type Booked = Exclude<Deed, "credit_limit">;

const actions = {
  payment: paymentAction,
  credit: creditAction,
  charge: chargeAction,
  correct: correctAction,
} as const satisfies Record<Booked, unknown>;
const operations = {
  payment: customerAddFunds,
  credit: customerCredit,
  charge: customerDebit,
} as const;

/** The title of a page that books. */
export async function bookingTitle(i_customer: string, deed: Booked): Promise<string> {
  const { customer } = await openCustomer(i_customer);
  return (await getTranslations("funds"))(`${deed}_title`, { name: customer.name });
}

/**
 * A page that books a payment, a credit, a charge or a correction. Its form has a key, which is in the address too:
 * people who return to the form send the same key again, so it books once.
 */
export async function BookingPage(props: {
  readonly i_customer: string;
  readonly deed: Booked;
  readonly form: string | string[] | undefined;
}) {
  const { deed, form } = props;
  const view = await openCustomer(props.i_customer);
  const { session, customer, path, self } = view;
  if (self) notFound();
  if (deed === "correct") await demandMay(session, correctBalance);
  else await demandMay(session, operations[deed]);
  const at = `/customers/${customer.i_customer}`;
  if (typeof form !== "string" || !/^[0-9a-f-]{36}$/.test(form)) {
    redirect(`${at}/${deed}?form=${randomUUID()}`);
  }
  const { booked, ends: _ends, ...funds } = await fundsOf(view, form);
  const [t, c, locale] = [await getTranslations("funds"), await getTranslations("common"), await getLocale()];
  const isCorrection = deed === "correct";
  const words = {
    ...(await previewWords(view)),
    label: isCorrection ? t("new_balance") : t("amount", { currency: funds.currency }),
    help: isCorrection ? t("new_balance_help") : "",
  };
  return (
    <Portal session={session}>
      <PageHeading
        title={t(`${deed}_title`, { name: customer.name })}
        crumbs={path.map(({ i_customer, name }) => ({ label: name, href: `/customers/${i_customer}` }))}
      />
      {booked ? (
        <Notice tone="warn">
          {t("already", { amount: formatMoney(plainDecimal(booked.amount), funds.currency, locale) })}{" "}
          <a href={`${at}/receipt/${booked.i_entry}`} className="underline underline-offset-2">
            {t("see_receipt")}
          </a>
          {" · "}
          <a href={`${at}/${deed}`} className="underline underline-offset-2">
            {t("another")}
          </a>
        </Notice>
      ) : null}
      <ActionForm action={actions[deed]} className="form">
        <input type="hidden" name="i_customer" value={customer.i_customer} />
        <input type="hidden" name="idempotency_key" value={form} />
        <FormGroup title={t(isCorrection ? "balance_title" : "amount_title")} about={t(`${deed}_text`)}>
          <AmountField deed={deed} funds={funds} locale={locale} words={words} autoFocus />
        </FormGroup>
        <FormGroup title={t("details")} about={t("details_text")}>
          <TextField
            name="payment_notes"
            label={t("note")}
            help={t("note_help")}
            required={isCorrection ? c("required_mark") : undefined}
            input={{ maxLength: 1024 }}
          />
          <TextField
            name="payment_date"
            label={deed === "payment" ? t("date") : t("date_other")}
            help={t("date_help")}
            value={deed === "payment" ? todayIn(session.timeZone) : ""}
            input={{ type: "date" }}
          />
        </FormGroup>
        <ActionBar>
          <SubmitButton>{t(`book_${deed}`)}</SubmitButton>
          <ButtonLink look="quiet" href={at}>
            {c("cancel")}
          </ButtonLink>
        </ActionBar>
      </ActionForm>
    </Portal>
  );
}
