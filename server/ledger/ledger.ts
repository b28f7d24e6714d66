import { type DecimalText, fromMillionths, millionths } from "@/attributes/reading/decimal";
import { type Actor, authorOf } from "../actor/actor";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { Refusal } from "../ground/refusal";

export const ledgerKinds = ["opening", "payment", "credit", "charge", "correction", "write-off"] as const;
export type LedgerKind = (typeof ledgerKinds)[number];

/** The sum of one kind's entries that pass the filters. */
export type LedgerSum = { readonly kind: LedgerKind; readonly entries: number; readonly amount: string };

/** A customer's ledger as it is now. `place` is 0 before the opening entry. */
export type Account = {
  readonly i_customer: number;
  readonly name: string;
  readonly path: string;
  readonly base_currency: string;
  readonly balance: DecimalText;
  /** since when its balance is below zero; absent: it is not, or there is none yet */
  readonly owes_since?: string | Date | null;
  readonly place: number;
};

const mostMoney = 999_999_999_999_999n;

/** The optional facts of an entry. */
export type EntryDetails = {
  readonly note?: string;
  /** the day of the payment, `YYYY-MM-DD` */
  readonly paid_on?: string | undefined;
  /** the moment of the payment */
  readonly paid_at?: Date | undefined;
  /** unique per customer, for good */
  readonly idempotency_key?: string | undefined;
};

/** A new entry, with the balance afterwards and its place. */
export type Booked = {
  readonly i_entry: string;
  readonly at: Date;
  readonly balance: DecimalText;
  readonly ledger_place: number;
  /** since when the balance is below zero; null: it is not */
  readonly owes_since: string | Date | null;
};

/**
 * Books an amount as one entry, which the database ties to the previous one. The caller then writes the customer's
 * `balance`, `ledger_place` and `owes_since` in the same transaction.
 * @returns these
 * @throws Refusal 400 the balance would leave its bounds
 */
export async function book(
  db: Queries,
  actor: Actor,
  account: Account,
  amount: DecimalText,
  kind: LedgerKind,
): Promise<Pick<Booked, "balance" | "ledger_place" | "owes_since">> {
  const { balance, ledger_place, owes_since } = await enter(db, actor, account, amount, kind);
  return { balance, ledger_place, owes_since };
}

/** Books like `book`, with the optional facts. */
export async function enter(
  db: Queries,
  actor: Actor,
  account: Account,
  amount: DecimalText,
  kind: LedgerKind,
  { note = "", paid_on, paid_at, idempotency_key }: EntryDetails = {},
): Promise<Booked> {
  const balance = balanceAfter(account, amount, "balance");
  const place = account.place + 1;
  const author = authorOf(actor);
  const [row] = await readRows<Pick<Booked, "i_entry" | "at">>(
    db,
    Prisma.sql`
    WITH entry AS (
    INSERT INTO ledger (i_customer, place, previous_place, balance_before, amount, balance_after, currency, kind,
                        note, paid_on, paid_at, idempotency_key, name, path, actor_customer, actor_login, door)
    VALUES (${account.i_customer}, ${place}, ${account.place || null}, ${account.balance}::numeric, ${amount}::numeric,
            ${balance}::numeric, ${account.base_currency}, ${kind}, ${note}, ${paid_on ?? null}::date,
            ${paid_at ?? null}::timestamptz, ${idempotency_key ?? null}, ${account.name}, ${account.path}, ${author.i_customer}, ${author.login}, ${actor.door})
    RETURNING i_entry::text, at, i_customer, amount, (at AT TIME ZONE 'UTC')::date AS day),
    closing AS (${closingWritten}), later AS (${laterRaised})
    SELECT i_entry, at FROM entry`,
  );
  if (!row) throw new Error("INSERT … RETURNING returned no row");
  const owes_since = millionths(balance) < 0n ? (account.owes_since ?? row.at) : null;
  return { ...row, balance, ledger_place: place, owes_since };
}

/** The closing figure of the entry's day, from which statements go on. */
const closingWritten = Prisma.sql`
  INSERT INTO ledger_days AS d (i_customer, day, closing)
  SELECT e.i_customer, e.day, e.amount + coalesce((
           SELECT p.closing FROM ledger_days p WHERE p.i_customer = e.i_customer AND p.day <= e.day
            ORDER BY p.day DESC LIMIT 1), 0)
    FROM entry e
      ON CONFLICT (i_customer, day) DO UPDATE SET closing = excluded.closing`;

/**
 * An entry's time is the start of its transaction. Where that waited for another one over midnight, the entry belongs to a day
 * before the last.
 */
const laterRaised = Prisma.sql`
  UPDATE ledger_days d SET closing = d.closing + e.amount
    FROM entry e WHERE d.i_customer = e.i_customer AND d.day > e.day`;

/** Adds an amount to the balance. @throws Refusal 400 naming the parameter: the balance would leave its bounds */
export function balanceAfter(
  { balance }: Pick<Account, "balance">,
  amount: DecimalText,
  parameter: string,
): DecimalText {
  const after = millionths(balance) + millionths(amount);
  if (after <= mostMoney && after >= -mostMoney) return fromMillionths(after);
  throw new Refusal(
    400,
    `Parameter ${parameter} leads to a balance that is not within ±999999999.999999.`,
    parameter,
    {
      key: "balance_out_of_bounds",
    },
  );
}
