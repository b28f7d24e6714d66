import { ledgerKinds } from "../../ledger/ledger";
import { statementOrders } from "../../money/statement-query";
import { operations } from "../operations";
import type { Call, Perform } from "./call";
import { may, needed, page, period, scope } from "./describe-parameters";
import type { Members, Shape } from "./shape";
import { told } from "./told-shapes";

/** An entry of a ledger. */
const entry = {
  i_entry: "string",
  at: "dateTime.iso8601",
  kind: "string",
  amount: "money",
  currency: "string",
  balance_before: "money",
  balance_after: "money",
} as const satisfies Members;

/** What was booked. */
const booking = {
  i_customer: "int",
  ...entry,
  payment_notes: "string",
  payment_date: "day or nil",
  payment_time: "time or nil",
} as const satisfies Members;

/** The amounts of a period. */
const figures = {
  opening: "money",
  sums: { map: "money" },
  closing: "money",
} as const satisfies Members;

const party = { struct: { name: "string", lines: { list: "string" } } } as const satisfies Shape;

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
  correctBalance: {
    operation: operations.correctBalance,
    meaning:
      "Corrects the balance of a sub-customer, with a note that says why. The same call again with the same idempotency_key books nothing and gets the first answer.",
    parameters: [
      scope,
      needed("i_customer", "int", "the sub-customer"),
      may("balance", "money", "the new balance; either this or change is required"),
      may("change", "money", "by how much it changes, with its sign"),
      needed("payment_notes", "string", "why, for everybody who reads the ledger"),
      may("payment_date", "day", "day of the payment, YYYY-MM-DD"),
      may("idempotency_key", "string", "1 to 128 characters; kept for good"),
    ],
    returns: booking,
  },
  changeCreditLimit: {
    operation: operations.changeCreditLimit,
    meaning: "Changes the credit limit of a sub-customer, for good or until a moment.",
    parameters: [
      scope,
      needed("i_customer", "int", "the sub-customer"),
      may("credit_limit", "money", "the new limit; either this or change is required"),
      may("change", "money", "by how much it changes, with its sign"),
      may("until", "dateTime.iso8601", "when a raised limit falls back by itself; never where absent"),
      may("note", "string", "kept in the history"),
    ],
    returns: {
      i_customer: "int",
      credit_limit_before: "money",
      credit_limit: "money",
      available: "money",
      currency: "string",
      falls_to: "money or nil",
      until: "dateTime.iso8601 or nil",
    },
  },
  previewFunds: {
    operation: operations.previewFunds,
    meaning: "Reads the funds of a sub-customer, and what one can still give it.",
    parameters: [
      scope,
      needed("i_customer", "int", "the sub-customer"),
      may("idempotency_key", "string", "of a booking, to learn whether it was made"),
    ],
    returns: {
      i_customer: "int",
      balance: "money",
      credit_limit: "money",
      available: "money",
      currency: "string",
      ends: { struct: { falls_to: "money", at: "dateTime.iso8601" }, nullable: true },
      can_give: "money or nil",
      tariff: "string or nil",
      booked: { struct: { i_entry: "string", amount: "money" }, nullable: true },
    },
  },
  getStatement: {
    operation: operations.getStatement,
    meaning:
      "Tells what sub-customers had when a period began, what was booked in it by kind, and what they had at its end.",
    parameters: [
      scope,
      needed("since", "day or moment", "from then on: YYYY-MM-DD, a date with time, or dateTime.iso8601"),
      needed("until", "day or moment", "before then"),
      may("direct", "boolean", "false: everybody below; else the direct sub-customers alone"),
      may("order", { words: statementOrders }, "name, or tree, which has no totals; name where absent"),
    ],
    returns: {
      rows: {
        list: {
          struct: {
            i_customer: "int",
            name: "string",
            currency: "string",
            below: "int",
            parent_name: "string",
            ...figures,
            today: {
              struct: { credit_limit: "money", blocked: "boolean", stopped_by: told.stoppedBy },
              nullable: true,
            },
          },
        },
      },
      totals: { list: { struct: { currency: "string", customers: "int", ...figures } } },
      kinds: { list: "string" },
      provisional: "boolean",
    },
  },
  getReceipt: {
    operation: operations.getReceipt,
    meaning: "Reads the receipt of an entry of a ledger.",
    parameters: receipt(),
    returns: {
      i_customer: "int",
      name: "string",
      ...entry,
      note: "string",
      payment_date: "day or nil",
      by: "string or nil",
      buyer: party,
      email: "string",
      issuer: {
        struct: {
          seller: { ...party, nullable: true },
          told: "string or nil",
          isSaid: "boolean",
          brand: "string",
          contact: { list: "string" },
        },
        nullable: true,
      },
    },
  },
  mailReceipt: {
    operation: operations.mailReceipt,
    meaning: "Mails a receipt as a PDF to its customer's addresses for notices.",
    // whose it is says the customer, so there is no scope
    parameters: receipt().slice(1),
    returns: { sent_to: "string" },
  },
} as const satisfies Readonly<Record<string, Call>>;

function receipt() {
  return [
    scope,
    needed("i_customer", "int", "the customer: oneself, a descendant, or a deleted one"),
    needed("i_entry", "int", "the entry of its ledger"),
  ];
}

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
    returns: booking,
  };
}
