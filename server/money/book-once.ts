import { type DecimalText, fromMillionths, millionths } from "@/attributes/reading/decimal";
import type { Queries } from "../database/client";
import { Refusal } from "../ground/refusal";
import { decimalText, type StoredDecimal } from "../ledger/amount";
import { endIfDue } from "../ledger/credit-limit-ends";
import { balanceAfter, enter } from "../ledger/ledger";
import { noteFunds } from "../ledger/low-balance";
import { demandCommittable, readFunds } from "../ledger/overcommit";
import { audit } from "../operation/audit";
import type { Context, Demand } from "../operation/definition";
import { type CustomerRow, storedCustomer } from "../record/customer-row";

/** The result of a manual booking, as its receipt shows it. */
export type Booking = {
  readonly i_customer: number;
  readonly i_entry: string;
  readonly at: Date;
  readonly kind: BookedKind;
  /** as the caller asked: above 0, even for a charge; for a correction the signed difference */
  readonly amount: DecimalText;
  readonly currency: string;
  readonly balance_before: DecimalText;
  readonly balance_after: DecimalText;
  readonly payment_notes: string;
  /** `YYYY-MM-DD`, if the caller said it */
  readonly payment_date: string | null;
  /** the moment of the payment, if the caller said it */
  readonly payment_time: Date | null;
};

export type BookedKind = "payment" | "credit" | "charge" | "correction";

type Asked = {
  readonly operation: string;
  readonly kind: BookedKind;
  readonly i_customer: number;
  readonly currency?: string | undefined;
  readonly note: string;
  readonly idempotency_key: string | undefined;
  readonly paid_on: string | undefined;
  readonly paid_at?: Date | undefined;
  /** checked beside the others */
  readonly demand?: Demand;
  /** refusals name this parameter */
  readonly parameter: string;
  /** whether the booking under this key is the one that the caller asks for now */
  readonly isSame: (booked: Booking) => boolean;
  /** computes `Booking.amount` from the locked row @throws Refusal */
  readonly amount: (customer: CustomerRow) => DecimalText;
};

/**
 * Books on a direct sub-customer of the scope, both of which are locked: ledger, balance and history. A repeated call with
 * the same `idempotency_key` books nothing and returns the first answer. Source: semantics, 'Money operations'.
 * @throws Refusal 400 beyond the bounds of a balance · 404 · 409 currency, the key with another method or amount,
 *   overcommit
 */
export async function bookOnce(
  { db, actor, scope, check }: Pick<Context<unknown>, "db" | "actor" | "scope" | "check">,
  asked: Asked,
): Promise<Booking> {
  const { i_customer, kind, note, idempotency_key, paid_on, paid_at, parameter } = asked;
  const customer = await endIfDue(db, await storedCustomer(db, i_customer));
  // a separate statement under the row's lock sees what others booked while we waited
  const first = idempotency_key ? await findBooked(db, i_customer, idempotency_key) : null;
  const isRepeated = first !== null && first.kind === kind && asked.isSame(first);
  if (isRepeated) {
    demandCurrency(asked.currency, customer.base_currency);
    return first;
  }
  const funds = await readFunds(db, scope.i_customer);
  const amount = asked.amount(customer);
  const signed = signOf(kind, amount);
  const balance = balanceAfter(customer, signed, parameter);
  await check(
    async () => await asked.demand?.(),
    () => demandCurrency(asked.currency, customer.base_currency),
    () => demandFresh(first),
    () => demandCommittable(db, funds, customer, customer, { ...customer, balance }, parameter),
  );

  const account = { ...customer, place: customer.ledger_place };
  const details = { note, paid_on, paid_at, idempotency_key };
  const { i_entry, at, ledger_place, owes_since } = await enter(db, actor, account, signed, kind, details);
  await db.$executeRaw`
    UPDATE customers SET balance = ${balance}::numeric, ledger_place = ${ledger_place}, owes_since = ${owes_since}::timestamptz
     WHERE i_customer = ${i_customer}`;
  await noteFunds(db, customer, { kind, amount: signed });
  await audit(db, actor, {
    operation: asked.operation,
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
    payment_time: paid_at ?? null,
  };
}

/** Converts between the amount asked for and the amount booked: a charge is negative. */
function signOf(kind: BookedKind, amount: DecimalText): DecimalText {
  return kind === "charge" ? fromMillionths(-millionths(amount)) : amount;
}

/** Refuses a currency that is not the customer's. @throws Refusal 409 */
function demandCurrency(given: string | undefined, own: string): void {
  if (given === undefined || given === own) return;
  throw new Refusal(409, `Parameter currency is ${given}, the customer's is ${own}`, "currency", {
    key: "currency_of_customer",
    values: { given, own },
  });
}

/** Finds the booking under a key and returns its first answer. */
async function findBooked(db: Queries, i_customer: number, key: string): Promise<Booking | null> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT i_customer, i_entry::text, at, kind, amount, currency, balance_before, balance_after,
           note AS payment_notes, paid_on::text AS payment_date, paid_at AS payment_time
      FROM ledger WHERE i_customer = ${i_customer} AND idempotency_key = ${key}`;
  if (!row) return null;
  return {
    ...row,
    amount: signOf(row.kind, decimalText(row.amount)),
    balance_before: decimalText(row.balance_before),
    balance_after: decimalText(row.balance_after),
  };
}

type Row = Omit<Booking, "amount" | "balance_before" | "balance_after"> & {
  readonly amount: StoredDecimal;
  readonly balance_before: StoredDecimal;
  readonly balance_after: StoredDecimal;
};

/** Refuses a key that belongs to a different booking. @param first that booking */
function demandFresh(first: Booking | null): void {
  if (!first) return;
  throw new Refusal(
    409,
    `Parameter idempotency_key was used for another call: a ${first.kind} of ${first.amount}`,
    "idempotency_key",
    { key: "key_used" },
  );
}
