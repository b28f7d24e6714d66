import { ledgerKinds } from "../../ledger/ledger";
import { operations } from "../operations";
import type { Call, Perform } from "./call";
import { may, needed, page, period, scope } from "./describe-parameters";

/** The calls about money, by name. */
export const moneyCalls = {
  customerAddFunds: funds(operations.customerAddFunds, "Books a payment of a sub-customer."),
  customerCredit: funds(operations.customerCredit, "Credits a sub-customer."),
  customerDebit: funds(operations.customerDebit, "Charges a sub-customer."),
  listLedger: {
    operation: operations.listLedger,
    meaning: "Lists the entries of a customer's ledger, the newest first.",
    parameters: [
      scope,
      needed("i_customer", "int", "the customer: oneself, a descendant, or a deleted one"),
      may("kind", { words: ledgerKinds }, "opening, payment, credit, charge, correction or write-off"),
      ...period(),
      may("min_amount", "money", "smallest amount, with its sign"),
      may("max_amount", "money", "largest amount, with its sign"),
      may("note", "string", "what the note holds"),
      ...page(),
    ],
    returns: {
      entries: {
        list: {
          struct: {
            i_entry: "string",
            at: "dateTime.iso8601",
            kind: "string",
            amount: "money",
            balance_before: "money",
            balance_after: "money",
            currency: "string",
            note: "string",
            payment_date: "day or nil",
            payment_time: "time or nil",
            by: "string or nil",
          },
        },
      },
    },
  },
} as const satisfies Readonly<Record<string, Call>>;

function funds(operation: Perform, meaning: string): Call {
  return {
    operation,
    meaning: `${meaning} The same call again with the same idempotency_key books nothing and gets the first answer.`,
    parameters: [
      scope,
      needed("i_customer", "int", "the sub-customer"),
      needed("amount", "money", "above 0"),
      may("currency", "string", "the customer's base_currency, to be safe"),
      may("payment_notes", "string", "kept with the entry"),
      may("payment_date", "day", "day of the payment, YYYY-MM-DD"),
      may(
        "payment_time",
        "time",
        "moment of the payment, whose day in the scope's time zone is payment_date",
      ),
      may("idempotency_key", "string", "1 to 128 characters; kept for good"),
    ],
    returns: {
      i_customer: "int",
      i_entry: "string",
      at: "dateTime.iso8601",
      kind: "string",
      amount: "money",
      currency: "string",
      balance_before: "money",
      balance_after: "money",
      payment_notes: "string",
      payment_date: "day or nil",
      payment_time: "time or nil",
    },
  };
}
