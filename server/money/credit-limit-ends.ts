import { type DecimalText, millionths } from "@/attributes/decimal";
import type { Actor } from "../actor";
import { audit } from "../audit/audit";
import type { CustomerRow } from "../customers/customer-row";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { findStays, stayActor } from "../support/stay";
import { systemActor } from "../system-actor";
import { noteFunds } from "./low-balance";

/** What a credit limit that was raised for a while falls back to. */
type End = {
  readonly falls_to: DecimalText;
  readonly at: Date;
  readonly set_by_customer: number;
  readonly set_by_login: string | null;
  readonly note: string;
  /** the support session in which it was raised */
  readonly i_support: number | null;
};

/**
 * The credit limit in force of a row of `customers`: one whose time is over counts as fallen back, though no process
 * has written it yet. By it money is decided; a fall never raises.
 * @param row how the query calls it
 */
export function limitInForce(row: string): Prisma.Sql {
  const limit = Prisma.raw(`${row}.credit_limit`);
  const id = Prisma.raw(`${row}.i_customer`);
  return Prisma.sql`least(${limit}, (SELECT e.falls_to FROM credit_limit_ends e
                                      WHERE e.i_customer = ${id} AND e.at <= now()))`;
}

/**
 * Ends a raised credit limit whose time is over: the limit, and the history's entry by the system in the name of who
 * raised it. The parent's row and the customer's are locked, in this order, as for every change of a limit: the row
 * of the end is taken last, so that nobody waits crosswise.
 * @returns the customer as it stands now
 */
export async function endIfDue(db: Queries, customer: CustomerRow): Promise<CustomerRow> {
  if (!customer.credit_limit_due) return customer;
  const { i_customer, credit_limit } = customer;
  const [end] = await db.$queryRaw<End[]>`
    DELETE FROM credit_limit_ends WHERE i_customer = ${i_customer} AND at <= now()
    RETURNING falls_to::text, at, set_by_customer, set_by_login, note, i_support`;
  const now = { ...customer, credit_limit_due: false };
  // it was ended while we waited for the lock
  if (!end || millionths(end.falls_to) >= millionths(credit_limit)) return now;
  await db.$executeRaw`
    UPDATE customers SET credit_limit = ${end.falls_to}::numeric WHERE i_customer = ${i_customer}`;
  await noteFunds(db, i_customer);
  await audit(db, await actorOfEnd(db, end), {
    operation: "endCreditLimit",
    target: customer,
    changes: { credit_limit: [credit_limit, end.falls_to] },
    detail: { note: end.note, until: end.at },
  });
  return { ...now, credit_limit: end.falls_to };
}

/** In whose name it falls: who raised it, in a support session as its staff. */
async function actorOfEnd(db: Queries, { set_by_customer, set_by_login, i_support }: End): Promise<Actor> {
  const [stay] = i_support === null ? [] : await findStays(db, Prisma.sql`p.i_support = ${i_support}`);
  if (!stay) return { ...systemActor, i_customer: set_by_customer, login: set_by_login };
  const { behalf, support } = stayActor(stay, systemActor);
  return { ...systemActor, ...(behalf && { behalf }), ...(support && { support }) };
}

/** What a pending end says; null: the limit stays. */
export async function findEnd(
  db: Queries,
  i_customer: number,
): Promise<Pick<End, "falls_to" | "at" | "note"> | null> {
  const [end] = await db.$queryRaw<Pick<End, "falls_to" | "at" | "note">[]>`
    SELECT falls_to::text, at, note FROM credit_limit_ends WHERE i_customer = ${i_customer}`;
  return end ?? null;
}

/** Lets a raised limit fall back later, instead of whatever was pending. */
export async function setEnd(
  db: Queries,
  actor: Actor,
  i_customer: number,
  { falls_to, at, note }: { readonly falls_to: DecimalText; readonly at: string; readonly note: string },
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO credit_limit_ends (i_customer, falls_to, at, set_by_customer, set_by_login, note, i_support)
    VALUES (${i_customer}, ${falls_to}::numeric, ${at}::timestamptz, ${actor.i_customer}, ${actor.login}, ${note},
            ${actor.support?.i_support ?? null}::int)
    ON CONFLICT (i_customer) DO UPDATE
       SET falls_to = excluded.falls_to, at = excluded.at, set_by_customer = excluded.set_by_customer,
           set_by_login = excluded.set_by_login, note = excluded.note, i_support = excluded.i_support`;
}

/** A limit that was changed stays as it was changed. */
export async function dropEnd(db: Queries, i_customer: number): Promise<void> {
  await db.$executeRaw`DELETE FROM credit_limit_ends WHERE i_customer = ${i_customer}`;
}
