import { moneyAboveZero } from "@/attributes/kinds/number";
import { codeReference } from "@/attributes/kinds/reference";
import { text } from "@/attributes/kinds/text";
import type { DecimalText } from "@/attributes/reading/decimal";
import { byKind, oneOf, readFilter, readOptional, readRequired } from "../../input/read-parameter";
import { act, type Call } from "./act";
import { lastingOf } from "./changed-attributes";

/** What can be booked for many, with the operation that books it. */
const bookings = {
  payment: "customerAddFunds",
  credit: "customerCredit",
  charge: "customerDebit",
} as const;
type Booking = keyof typeof bookings;

type Input = {
  readonly booking: Booking;
  readonly amount: DecimalText;
  /** those who have another currency are refused; null: each in its own */
  readonly currency: string | null;
  readonly note: string;
};

/** Books one amount on each customer: a payment, a credit or a charge. Nobody has it already. */
export const funds = act<Input>({
  read: (raw) => ({
    // Object.keys gives string[]; the table has exactly these keys
    booking: readRequired(raw, "booking", oneOf(Object.keys(bookings) as Booking[])),
    amount: readRequired(raw, "amount", byKind(moneyAboveZero())),
    currency: readFilter(raw, "currency", byKind(codeReference("currencies", "upper"))) ?? null,
    note: readOptional(raw, "note", byKind(text({ max: 1024 }))) ?? "",
  }),
  callFor,
  sample: callFor,
  lasting: () => lastingOf(["balance"]),
});

function callFor({ booking, amount, currency, note }: Input): Call {
  return { operation: bookings[booking], raw: { amount, currency, payment_notes: note } };
}
