import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { formatDateTime, timeZoneText } from "@/components/ui/date-time";
import { formatMoney } from "@/components/ui/money";
import type { LiveSession } from "@/server/identity/sessions";
import { getReceipt, type Receipt } from "@/server/money/get-receipt";
import type { ReceiptText } from "@/server/pdf/receipt";
import { brandName } from "../../../../../brand";
import { orNotFound } from "../../../../../or-not-found";

/** A receipt in the reader's words, time zone and language: for the page and for the PDF alike. */
export const readReceipt = cache(
  async (
    session: LiveSession,
    i_customer: string,
    i_entry: string,
  ): Promise<{ receipt: Receipt; text: ReceiptText }> => {
    if (!/^\d{1,10}$/.test(i_customer)) notFound();
    const receipt = await orNotFound(getReceipt(session.actor, { i_customer, i_entry }));
    return { receipt, text: await wordsOf(receipt, session.timeZone) };
  },
);

async function wordsOf(receipt: Receipt, timeZone: string): Promise<ReceiptText> {
  const [t, k, c, locale] = [
    await getTranslations("receipt"),
    await getTranslations("ledger_kinds"),
    await getTranslations("common"),
    await getLocale(),
  ];
  const money = (amount: string) => formatMoney(amount, receipt.currency, locale);
  const { payment_date, note, at } = receipt;
  return {
    brand: await brandName(),
    title: t("title", { number: receipt.i_entry }),
    parties: [],
    accent: "#3d57c9",
    contact: "",
    kind: k(receipt.kind),
    // a charge is said as what is charged, a correction with its sign
    amount: money(receipt.kind === "charge" ? receipt.amount.replace("-", "") : receipt.amount),
    rows: [
      [t("customer"), `${receipt.name} (${receipt.i_customer})`],
      ...(payment_date ? [[t("date"), dayIn(payment_date, locale)] as const] : []),
      [t("at"), `${formatDateTime(at, timeZone, locale, "medium")} (${timeZoneText(timeZone)})`],
      ...(note ? [[t("note"), note] as const] : []),
      [t("before"), money(receipt.balance_before)],
      [t("after"), money(receipt.balance_after)],
      [t("by"), receipt.by ?? c("your_provider")],
      [t("number"), receipt.i_entry],
    ],
    language: locale,
    at,
  };
}

/** A day of the calendar: no time zone moves it. */
function dayIn(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
