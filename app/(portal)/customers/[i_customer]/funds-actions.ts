"use server";

import { redirect } from "next/navigation";
import { formatMoney } from "@/attributes/format-money";
import type { AmountEntry } from "@/attributes/reading/amount-entry";
import type { FormState } from "@/components/form/form-state";
import { formatDateTime } from "@/components/ui/date-time";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { Actor } from "@/server/actor/actor";
import { Refusal } from "@/server/ground/refusal";
import { momentInZone } from "@/server/ground/time/clock";
import { customerAddFunds, customerCredit, customerDebit } from "@/server/money/book-funds";
import type { Booking } from "@/server/money/book-once";
import { changeCreditLimit } from "@/server/money/change-credit-limit";
import { correctBalance } from "@/server/money/correct-balance";
import { previewFunds } from "@/server/money/preview-funds";
import { answer } from "../../../web/forms/answer";
import { typedEntry } from "../../../web/forms/typed-number";
import { noteForNextPage, ownPath } from "../../../web/session/session";

/** Changes a credit limit to a typed amount, or by so much more or less; temporarily if `until` is given. */
export async function changeCreditLimitAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor, timeZone }) => {
    const [i_customer, locale] = [Number(form.get("i_customer")), await getLocale()];
    const entry = await typedAmount(actor, form, "credit_limit");
    const until = textOf(form, "until");
    const input = {
      i_customer,
      ...(entry.is === "new" ? { credit_limit: entry.amount } : { change: entry.amount }),
      note: textOf(form, "note"),
      until: until && (momentInZone(until, timeZone) ?? until),
      shown: { credit_limit: textOf(form, "was:credit_limit") },
    };
    const done = await inField("credit_limit", changeCreditLimit(actor, input));
    const t = await getTranslations("funds");
    const money = (amount: string) => formatMoney(amount, done.currency, locale);
    const facts = {
      before: money(done.credit_limit_before),
      after: money(done.credit_limit),
      available: money(done.available),
    };
    await noteForNextPage(
      done.until && done.falls_to
        ? t("limit_changed_until", {
            ...facts,
            time: formatDateTime(done.until, timeZone, locale),
            falls_to: money(done.falls_to),
          })
        : t("limit_changed", facts),
    );
    redirect(ownPath(form.get("back")) ?? `/customers/${i_customer}`);
  });
}

/** Books a payment, only once for each form. */
export async function paymentAction(_before: FormState, form: FormData): Promise<FormState> {
  return await book(form, "amount", (actor, typed) => customerAddFunds(actor, typed));
}

/** Books a credit, once. */
export async function creditAction(_before: FormState, form: FormData): Promise<FormState> {
  return await book(form, "amount", (actor, typed) => customerCredit(actor, typed));
}

/** Books a charge, once. */
export async function chargeAction(_before: FormState, form: FormData): Promise<FormState> {
  return await book(form, "amount", (actor, typed) => customerDebit(actor, typed));
}

/** Corrects a balance, once. */
export async function correctAction(_before: FormState, form: FormData): Promise<FormState> {
  return await book(form, "balance", (actor, { amount, is, ...typed }) => {
    const target = is === "new" ? { balance: amount } : { change: amount };
    const shown = { balance: textOf(form, "was:balance") };
    return correctBalance(actor, { ...typed, ...target, shown });
  });
}

type Typed = AmountEntry & {
  readonly i_customer: number;
  readonly payment_notes: string;
  readonly payment_date: string;
  readonly idempotency_key: string;
};

/** Books what a form says and leads to the receipt, the same one however often people send the form. */
async function book(
  form: FormData,
  field: "amount" | "balance",
  act: (actor: Actor, typed: Typed) => Promise<Booking>,
): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const locale = await getLocale();
    const typed = {
      ...(await typedAmount(actor, form, field)),
      i_customer: Number(form.get("i_customer")),
      payment_notes: textOf(form, "payment_notes"),
      payment_date: textOf(form, "payment_date"),
      idempotency_key: textOf(form, "idempotency_key"),
    };
    const { i_customer, i_entry, kind, ...done } = await inField(field, act(actor, typed));
    const t = await getTranslations("funds");
    const money = (amount: string) => formatMoney(amount, done.currency, locale);
    await noteForNextPage(
      t(`booked_${kind}`, {
        amount: money(done.amount),
        before: money(done.balance_before),
        after: money(done.balance_after),
      }),
    );
    redirect(`/customers/${i_customer}/receipt/${i_entry}`);
  });
}

/** The amount in a field. @throws Refusal 400 */
async function typedAmount(actor: Actor, form: FormData, field: string): Promise<AmountEntry> {
  const text = textOf(form, field);
  if (text.trim() === "")
    throw new Refusal(400, `Parameter ${field} is required`, field, { key: "required" });
  const i_customer = Number(form.get("i_customer"));
  return await typedEntry(field, text, async () => (await previewFunds(actor, { i_customer })).currency);
}

/** Puts the refusal of a difference beside the field that people typed it in, and that of the hidden key above. */
async function inField<Result>(field: string, call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { attribute } = error;
    if (attribute !== "change" && attribute !== "idempotency_key") throw error;
    throw new Refusal(error.code, error.message, attribute === "change" ? field : undefined, error.reason);
  }
}

/** A browser sends line breaks as CR LF. */
function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.replace(/\r\n/g, "\n") : "";
}
