import { money } from "@/attributes/kinds/number";
import { text } from "@/attributes/kinds/text";
import { type DecimalText, millionths } from "@/attributes/reading/decimal";
import { Refusal } from "../ground/refusal";
import { readDay } from "../ground/time/read-time";
import { readId } from "../input/read-id";
import { byKind, demandGiven, readFilter, readOptional, readRequired } from "../input/read-parameter";
import { difference } from "../ledger/amount";
import { operation } from "../operation/operation";
import { demandUnchanged, readShown } from "../record/shown";
import { bookOnce } from "./book-once";
import { readNewAmount } from "./read-new-amount";

/**
 * Corrects the balance of a direct sub-customer of the scope: to a new one (`balance`) or by a difference (`change`),
 * with a note that says why. A form also sends what it showed (`shown`), so that a balance typed on an old page does
 * not undo later bookings. Books once per `idempotency_key`, see `bookOnce`.
 * @throws Refusal 400 missing, changes nothing, out of bounds · 403 right · 404 · 409 changed
 *   meanwhile, the key for something else, overcommit
 */
export const correctBalance = operation({
  name: "correctBalance",
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "child" },
    right: { area: "customers", action: "edit" },
    acts: ["funds"],
    scope: "i_wholesaler",
    locks: "funds",
  },
  effect: "writes",
  input: (raw) => {
    demandGiven(raw, ["i_customer"]);
    return {
      i_customer: readId(raw, "i_customer"),
      wanted: readNewAmount(raw, "balance", byKind(money({ signed: true }))),
      note: readRequired(raw, "payment_notes", byKind(text({ min: 1, max: 1024 }))),
      idempotency_key: readOptional(raw, "idempotency_key", byKind(text({ min: 1, max: 128 }))),
      paid_on: readFilter(raw, "payment_date", readDay),
      shown: readShown(raw.shown),
    };
  },
  run: async (context) => {
    const { wanted, shown, ...input } = context.input;
    return await bookOnce(context, {
      ...input,
      operation: "correctBalance",
      kind: "correction",
      parameter: wanted.parameter,
      isSame: (booked) => (wanted.is === "new" ? booked.balance_after : booked.amount) === wanted.amount,
      amount: (customer) => {
        if (wanted.is === "change") return demandDifference(wanted.amount, wanted.parameter);
        demandUnchanged(customer, { balance: wanted.amount }, shown);
        return demandDifference(difference(customer.balance, wanted.amount), wanted.parameter);
      },
    });
  },
});

function demandDifference(amount: DecimalText, parameter: string): DecimalText {
  if (millionths(amount) !== 0n) return amount;
  throw new Refusal(400, `Parameter ${parameter} leaves the balance as it is`, parameter, {
    key: "nothing_to_change",
  });
}
