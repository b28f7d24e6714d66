import { formatMoney } from "@/attributes/format-money";
import { formatDateTime, formatDay, timeZoneText } from "@/attributes/format-time";
import type { Language } from "@/i18n/languages";
import en from "@/messages/en.json";
import ru from "@/messages/ru.json";
import { lookOf } from "../brand/brand-look";
import type { ReceiptText } from "../files/pdf/receipt";
import { dayIn } from "../ground/time/clock";
import type { Receipt } from "./get-receipt";

const messages = { en, ru } as const satisfies Record<Language, unknown>;

const ownAccent = lookOf({}).light.accent;

/** A receipt in a reader's words: the same for the page, the PDF and the mail. @param zone an IANA name */
export function receiptText(receipt: Receipt, language: Language, zone: string): ReceiptText {
  const words = messages[language];
  const { receipt: t, ledger_kinds: kinds, common } = words;
  const { payment_date, note, at, issuer, buyer } = receipt;
  const money = (amount: string) => formatMoney(amount, receipt.currency, language);
  const seller = issuer && (issuer.seller ?? { name: capital(common.your_provider), lines: [] });
  return {
    brand: issuer?.brand || common.product,
    title: t.title.replace("{number}", receipt.i_entry),
    day: formatDay(payment_date ?? dayIn(at, zone), language),
    parties: [
      ...(seller ? [{ label: t.seller, ...seller }] : []),
      { label: t.buyer, name: buyer.name, lines: buyer.lines },
    ],
    kind: kinds[receipt.kind],
    // show a charge as the amount charged, but a correction with its sign
    amount: money(receipt.kind === "charge" ? receipt.amount.replace("-", "") : receipt.amount),
    rows: [
      [t.customer, `${receipt.name} (${receipt.i_customer})`],
      ...(payment_date ? [[t.date, formatDay(payment_date, language)] as const] : []),
      [t.at, `${formatDateTime(at, zone, language, "medium")} (${timeZoneText(zone)})`],
      ...(note ? [[t.note, note] as const] : []),
      [t.before, money(receipt.balance_before)],
      [t.after, money(receipt.balance_after)],
      [t.by, receipt.by ?? common.your_provider],
      [t.number, receipt.i_entry],
    ],
    accent: issuer?.accent ?? ownAccent,
    contact: issuer?.contact.join(" · ") ?? "",
    language,
    at,
  };
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
