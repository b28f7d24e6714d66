import { Unreadable } from "@/attributes/kinds/kind";
import { moneyAboveZero } from "@/attributes/kinds/number";
import { codeReference } from "@/attributes/kinds/reference";
import { text } from "@/attributes/kinds/text";
import { timeZoneName } from "../dictionaries/dictionaries";
import { Refusal } from "../ground/refusal";
import { dayIn } from "../ground/time/clock";
import { readDay } from "../ground/time/read-time";
import { readVendorTime } from "../ground/time/vendor-time";
import { readId } from "../input/read-id";
import { byKind, demandGiven, readFilter, readOptional, readRequired } from "../input/read-parameter";
import { operation } from "../operation/operation";
import { type BookedKind, bookOnce } from "./book-once";

/** Books a payment of a sub-customer. See `bookFunds`. */
export const customerAddFunds = bookFunds("customerAddFunds", "payment");

/** Credits a sub-customer. See `bookFunds`. */
export const customerCredit = bookFunds("customerCredit", "credit");

/** Charges a sub-customer. See `bookFunds`. */
export const customerDebit = bookFunds("customerDebit", "charge");

/**
 * Makes an operation that books an amount on a direct sub-customer of the scope, once per `idempotency_key`. See
 * `bookOnce`. Source: semantics, 'Money operations'.
 * @throws Refusal 400 amount, or beyond the bounds of a balance · 403 right · 404 · 409 currency, the key with another
 *   method or amount, overcommit
 */
function bookFunds(name: string, kind: Exclude<BookedKind, "correction">) {
  return operation({
    name,
    needs: {
      about: { what: "customer", by: ["i_customer"], whose: "child" },
      right: { area: "customers", action: "edit" },
      acts: ["funds"],
      scope: "i_wholesaler",
      locks: "funds",
    },
    effect: "writes",
    keyed: true,
    input: (raw) => {
      demandGiven(raw, ["i_customer", "amount"]);
      return {
        i_customer: readId(raw, "i_customer"),
        amount: readRequired(raw, "amount", byKind(moneyAboveZero())),
        currency: readOptional(raw, "currency", byKind(codeReference("currencies", "upper"))),
        note: readOptional(raw, "payment_notes", byKind(text({ max: 1024 }))) ?? "",
        idempotency_key: readOptional(raw, "idempotency_key", byKind(text({ min: 1, max: 128 }))),
        paid_on: readFilter(raw, "payment_date", readDay),
        paid_at: readFilter(raw, "payment_time", readPaymentTime),
      };
    },
    run: async (context) => {
      const { amount, paid_at, paid_on, ...input } = context.input;
      const day = paid_at ? dayIn(paid_at, timeZoneName(context.scope.i_time_zone)) : paid_on;
      return await bookOnce(context, {
        ...input,
        paid_at,
        paid_on: day,
        demand: () => demandSameDay(paid_on, day),
        operation: name,
        kind,
        parameter: "amount",
        isSame: (booked) => booked.amount === amount,
        amount: () => amount,
      });
    },
  });
}

const dayInMs = 24 * 60 * 60 * 1000;
const firstTime = new Date("1900-01-01T00:00:00Z");

function readPaymentTime(raw: unknown): Date {
  const at = readVendorTime(raw);
  // clocks and time zones of other systems may be wrong by hours, not by days
  if (at.getTime() > Date.now() + dayInMs) {
    throw new Unreadable({ message: "must be at most a day in the future", key: "too_far_ahead" });
  }
  if (at >= firstTime) return at;
  throw new Unreadable({ message: "must be in the year 1900 or later", key: "moment_expected" });
}

/** If the caller says the day of the payment twice, both must be the same. @throws Refusal 400 */
function demandSameDay(said: string | undefined, day: string | undefined): void {
  if (said === undefined || said === day) return;
  throw new Refusal(400, `Parameter payment_date must be the day of payment_time, ${day}`, "payment_date", {
    key: "payment_day_differs",
    values: { day: day ?? "" },
  });
}
