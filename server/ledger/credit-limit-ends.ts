import { type DecimalText, millionths } from "@/attributes/reading/decimal";
import type { Actor } from "../actor/actor";
import { systemActor } from "../actor/system-actor";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { audit } from "../operation/audit";
import { findSupportSessions, supportActor } from "../support-session/session-row";
import { noteFunds } from "./low-balance";

/** When and to what a temporarily raised credit limit falls back. */
type End = {
  readonly falls_to: DecimalText;
  readonly at: Date;
  readonly set_by_customer: number;
  readonly set_by_login: string | null;
  readonly note: string;
  /** the support session that raised it */
  readonly i_support: number | null;
};

/**
 * The credit limit in force for a row of `customers`: an expired one counts as fallen back even before a process
 * writes it. Decisions about money use this one; a fall never raises.
 * @param row its alias in the query
 */
export function creditLimitInForce(row: string): Prisma.Sql {
  const limit = Prisma.raw(`${row}.credit_limit`);
  const id = Prisma.raw(`${row}.i_customer`);
  return Prisma.sql`least(${limit}, (SELECT e.falls_to FROM credit_limit_ends e
                                      WHERE e.i_customer = ${id} AND e.at <= now()))`;
}

/** What the end of a limit needs of a customer's row. */
type Limited = {
  readonly i_customer: number;
  readonly path: string;
  readonly name: string;
  readonly balance: DecimalText;
  readonly credit_limit: DecimalText;
  /** a temporary raise of its credit limit has ended */
  readonly credit_limit_due: boolean;
};

/**
 * Ends an expired credit limit and records it in the history, by the system on behalf of whoever raised it. The caller
 * has locked the parent's row and then the customer's, as for every change of a limit; this takes the row of the end
 * last, so that no two calls deadlock.
 * @returns the customer as it stands now
 */
export async function endIfDue<Customer extends Limited>(db: Queries, customer: Customer): Promise<Customer> {
  if (!customer.credit_limit_due) return customer;
  const { i_customer, credit_limit } = customer;
  const [end] = await db.$queryRaw<End[]>`
    DELETE FROM credit_limit_ends WHERE i_customer = ${i_customer} AND at <= now()
    RETURNING falls_to::text, at, set_by_customer, set_by_login, note, i_support`;
  const now = { ...customer, credit_limit_due: false };
  // another process ended it while we waited for the lock
  if (!end || millionths(end.falls_to) >= millionths(credit_limit)) return now;
  await db.$executeRaw`
    UPDATE customers SET credit_limit = ${end.falls_to}::numeric, attributes_version = attributes_version + 1
     WHERE i_customer = ${i_customer}`;
  await noteFunds(db, customer);
  await audit(db, await actorOfEnd(db, end), {
    operation: "endCreditLimit",
    target: customer,
    changes: { credit_limit: [credit_limit, end.falls_to] },
    detail: { note: end.note, until: end.at },
  });
  return { ...now, credit_limit: end.falls_to };
}

/** The actor on whose behalf it falls: whoever raised it, in a support session its staff. */
async function actorOfEnd(db: Queries, { set_by_customer, set_by_login, i_support }: End): Promise<Actor> {
  const [row] =
    i_support === null ? [] : await findSupportSessions(db, Prisma.sql`p.i_support = ${i_support}`);
  if (!row) return { ...systemActor, i_customer: set_by_customer, login: set_by_login };
  const { behalf, support } = supportActor(row, systemActor);
  return { ...systemActor, ...(behalf && { behalf }), ...(support && { support }) };
}

/** Finds the pending end; null: the limit is permanent. */
export async function findEnd(db: Queries, i_customer: number): Promise<End | null> {
  const [end] = await db.$queryRaw<End[]>`
    SELECT falls_to::text, at, set_by_customer, set_by_login, note, i_support FROM credit_limit_ends WHERE i_customer = ${i_customer}`;
  return end ?? null;
}

/** Finds those of some customers whose credit limit will end by itself. */
export async function findEnding(db: Queries, ids: readonly number[]): Promise<number[]> {
  const rows = await readRows<{ i_customer: number }>(
    db,
    Prisma.sql`
    SELECT i_customer FROM credit_limit_ends WHERE i_customer = ANY (${[...ids]}::int[]) AND at > now()`,
  );
  return rows.map(({ i_customer }) => i_customer);
}

/** Schedules the end of a raised limit, in place of a pending one. One that an undoing puts back is whose it was. */
export async function setEnd(
  db: Queries,
  actor: Actor,
  i_customer: number,
  { falls_to, at, note }: { readonly falls_to: DecimalText; readonly at: string; readonly note: string },
): Promise<void> {
  const { set_by_customer, set_by_login, i_support } = actor.job?.back?.raised ?? {
    set_by_customer: actor.i_customer,
    set_by_login: actor.login,
    i_support: actor.support?.i_support ?? null,
  };
  await db.$executeRaw`
    INSERT INTO credit_limit_ends (i_customer, falls_to, at, set_by_customer, set_by_login, note, i_support)
    VALUES (${i_customer}, ${falls_to}::numeric, ${at}::timestamptz, ${set_by_customer}, ${set_by_login}, ${note},
            ${i_support}::int)
    ON CONFLICT (i_customer) DO UPDATE
       SET falls_to = excluded.falls_to, at = excluded.at, set_by_customer = excluded.set_by_customer,
           set_by_login = excluded.set_by_login, note = excluded.note, i_support = excluded.i_support`;
}

/** Cancels a pending end: the limit becomes permanent. */
export async function dropEnd(db: Queries, i_customer: number): Promise<void> {
  await db.$executeRaw`DELETE FROM credit_limit_ends WHERE i_customer = ${i_customer}`;
}
