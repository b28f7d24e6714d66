import { moneyAboveZero } from "@/attributes/kinds/number";
import { codeReference } from "@/attributes/kinds/reference";
import { text } from "@/attributes/kinds/text";
import { readId } from "../customers/read-id";
import { byKind, demandGiven, readFilter, readOptional, readRequired } from "../customers/read-parameter";
import { readDay } from "../customers/read-time";
import { operation } from "../operation";
import { type BookedKind, bookOnce } from "./book-once";

/** Books a payment of a sub-customer. See `bookFunds`. */
export const customerAddFunds = bookFunds("customerAddFunds", "payment");

/** Credits a sub-customer. See `bookFunds`. */
export const customerCredit = bookFunds("customerCredit", "credit");

/** Charges a sub-customer. See `bookFunds`. */
export const customerDebit = bookFunds("customerDebit", "charge");

/**
 * An operation that books an amount on a direct sub-customer of the scope, once for an `idempotency_key`. See
 * `bookOnce`. Source: semantics, 'Money operations'.
 * @throws Refusal 400 amount, or beyond the bounds of a balance · 403 right · 404 · 409 currency, the key with another
 *   method or amount, overcommit
 */
function bookFunds(name: string, kind: Exclude<BookedKind, "correction">) {
  return operation({
    name,
    needs: { right: { area: "customers", action: "edit" }, acts: ["funds"], scope: "i_wholesaler" },
    writes: true,
    input: (raw) => {
      demandGiven(raw, ["i_customer", "amount"]);
      return {
        i_customer: readId(raw, "i_customer"),
        amount: readRequired(raw, "amount", byKind(moneyAboveZero())),
        currency: readOptional(raw, "currency", byKind(codeReference("currencies", "upper"))),
        note: readOptional(raw, "payment_notes", byKind(text({ max: 1024 }))) ?? "",
        idempotency_key: readOptional(raw, "idempotency_key", byKind(text({ min: 1, max: 128 }))),
        paid_on: readFilter(raw, "payment_date", readDay),
      };
    },
    run: async (context) => {
      const { amount, ...input } = context.input;
      return await bookOnce(context, {
        ...input,
        operation: name,
        kind,
        parameter: "amount",
        isSame: (booked) => booked.amount === amount,
        amount: () => amount,
      });
    },
  });
}
