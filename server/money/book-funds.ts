import { type DecimalText, fromMillionths, millionths } from "@/attributes/decimal";
import { Unreadable } from "@/attributes/kind";
import { money } from "@/attributes/kinds/number";
import { codeReference } from "@/attributes/kinds/reference";
import { text } from "@/attributes/kinds/text";
import { audit } from "../audit/audit";
import { findCustomer } from "../customers/customer-row";
import { readId } from "../customers/read-id";
import { byKind, demandGiven, readFilter, readOptional, readRequired } from "../customers/read-parameter";
import { readDay } from "../customers/read-time";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { notFound, operation } from "../operation";
import { Refusal } from "../refusal";
import { decimalText, type StoredDecimal } from "./amount";
import { balanceAfter, enter } from "./ledger";
import { demandCommittable, lockFunds } from "./overcommit";

/** What a payment, a credit or a charge led to: what a receipt says. */
export type Receipt = {
  readonly i_customer: number;
  readonly i_entry: string;
  readonly at: Date;
  readonly kind: FundsKind;
  /** as it was asked for: above 0, of a charge too */
  readonly amount: DecimalText;
  readonly currency: string;
  readonly balance_before: DecimalText;
  readonly balance_after: DecimalText;
  readonly payment_notes: string;
  /** `YYYY-MM-DD`, where it was said */
  readonly payment_date: string | null;
};

type FundsKind = "payment" | "credit" | "charge";

/** Books a payment of a sub-customer. See `bookFunds`. */
export const customerAddFunds = bookFunds("customerAddFunds", "payment");

/** Credits a sub-customer. See `bookFunds`. */
export const customerCredit = bookFunds("customerCredit", "credit");

/** Charges a sub-customer. See `bookFunds`. */
export const customerDebit = bookFunds("customerDebit", "charge");

/**
 * An operation that books an amount on a direct sub-customer of the scope. The same call again with the same
 * `idempotency_key`, whenever it comes, books nothing and gets the first answer. Source: semantics, 'Money operations'.
 * @throws Refusal 400 amount, or beyond the bounds of a balance · 403 right · 404 · 409 currency, the key with another
 *   method or amount, overcommit
 */
function bookFunds(name: string, kind: FundsKind) {
  return operation({
    name,
    needs: { right: { area: "customers", action: "edit" }, acts: ["funds"], scope: "i_wholesaler" },
    writes: true,
    input: (raw) => {
      demandGiven(raw, ["i_customer", "amount"]);
      return {
        i_customer: readId(raw, "i_customer"),
        amount: readRequired(raw, "amount", readAmount),
        currency: readOptional(raw, "currency", byKind(codeReference("currencies", "upper"))),
        note: readOptional(raw, "payment_notes", byKind(text({ max: 1024 }))) ?? "",
        idempotency_key: readOptional(raw, "idempotency_key", byKind(text({ min: 1, max: 128 }))),
        paid_on: readFilter(raw, "payment_date", readDay),
      };
    },
    async run({ db, actor, scope, input }): Promise<Receipt> {
      const { i_customer, amount, currency, note, idempotency_key, paid_on } = input;
      // the parent's row first, always: two changes at once then wait for each other instead of locking crosswise
      const funds = await lockFunds(db, scope.i_customer);
      const customer = await findCustomer(
        db,
        Prisma.sql`c.i_customer = ${i_customer} AND c.i_wholesaler = ${scope.i_customer}`,
        true,
      );
      if (!customer) throw notFound();
      // under the row's lock, and in a statement of its own: what was booked while we waited is seen
      const first = idempotency_key ? await findBooked(db, i_customer, idempotency_key) : null;
      const isRepeated = first !== null && first.kind === kind && first.amount === amount;
      const signed = kind === "charge" ? fromMillionths(-millionths(amount)) : amount;
      const balance = isRepeated ? first.balance_after : balanceAfter(customer, signed, "amount");
      demandCurrency(currency, customer.base_currency);
      if (isRepeated) return first;
      if (first) throw keyIsUsed(first);
      await demandCommittable(db, funds, customer, customer, { ...customer, balance }, "amount");

      const account = { ...customer, place: customer.ledger_place };
      const { i_entry, at, ledger_place } = await enter(db, actor, account, signed, kind, {
        note,
        paid_on,
        idempotency_key,
      });
      await db.$executeRaw`
        UPDATE customers SET balance = ${balance}::numeric, ledger_place = ${ledger_place} WHERE i_customer = ${i_customer}`;
      await audit(db, actor, {
        operation: name,
        target: customer,
        changes: { balance: [customer.balance, balance] },
        detail: { i_entry, amount, currency: customer.base_currency, note },
      });
      return {
        i_customer,
        i_entry,
        at,
        kind,
        amount,
        currency: customer.base_currency,
        balance_before: customer.balance,
        balance_after: balance,
        payment_notes: note,
        payment_date: paid_on ?? null,
      };
    },
  });
}

const amountKind = byKind(money({ signed: false }));

function readAmount(raw: unknown): DecimalText {
  const amount = amountKind(raw);
  if (millionths(amount) > 0n) return amount;
  throw new Unreadable({ message: "must be greater than 0", key: "above_zero" });
}

/** The currency, where given, must be the customer's. @throws Refusal 409 */
function demandCurrency(given: string | undefined, own: string): void {
  if (given === undefined || given === own) return;
  throw new Refusal(409, `Parameter currency is ${given}, the customer's is ${own}`, "currency", {
    key: "currency_of_customer",
    values: { given, own },
  });
}

/** What was booked under a key, as the answer of then. */
async function findBooked(db: Queries, i_customer: number, key: string): Promise<Receipt | null> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT i_customer, i_entry::text, at, kind, abs(amount) AS amount, currency, balance_before, balance_after,
           note AS payment_notes, paid_on::text AS payment_date
      FROM ledger WHERE i_customer = ${i_customer} AND idempotency_key = ${key}`;
  if (!row) return null;
  return {
    ...row,
    amount: decimalText(row.amount),
    balance_before: decimalText(row.balance_before),
    balance_after: decimalText(row.balance_after),
  };
}

type Row = Omit<Receipt, "amount" | "balance_before" | "balance_after"> & {
  readonly amount: StoredDecimal;
  readonly balance_before: StoredDecimal;
  readonly balance_after: StoredDecimal;
};

function keyIsUsed({ kind, amount }: Receipt): Refusal {
  return new Refusal(
    409,
    `Parameter idempotency_key was used for another call: a ${kind} of ${amount}`,
    "idempotency_key",
    { key: "key_used" },
  );
}
