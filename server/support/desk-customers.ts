import type { Actor } from "../actor/actor";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { plannedAnew } from "../database/statement-names";
import { decimalText, type StoredDecimal } from "../ledger/amount";
import { type CountedList, isCounted, type Looking } from "../record/customer-filter";
import { findSuggested, type SuggestedCustomer } from "../record/suggested";
import { branchOf, branchSums } from "../sums/read";
import { type Node, within } from "../tree/tree";
import { type Found, foundIn, mostShown } from "./desk-lines";

/** How many of the latest entries we read: somebody who works on one customer all day sees that one alone. */
const mostEntries = 500;

/**
 * Finds the customers below the scope that a web user worked on last, by their entries in the history: they opened a customer
 * from above its parent, acted as it, or changed something. Leaves out who is gone or outside of the scope.
 * A trusted host has no web user, and so none.
 */
export async function findRecentCustomers(
  db: Queries,
  actor: Actor,
  scope: Node,
  lineage: readonly Node[],
): Promise<SuggestedCustomer[]> {
  // the conditions on doors and customers repeat those of the index, so that it is used
  return await findSuggested(
    db,
    { actor, lineage },
    Prisma.sql`
      SELECT c.i_customer, row_number() OVER (ORDER BY last.at DESC, last.i_audit DESC) AS likeness
        FROM (SELECT h.i_customer, max(h.at) AS at, max(h.i_audit) AS i_audit
                FROM (SELECT i_customer, at, i_audit FROM audit_log
                       WHERE actor_i_web_user = ${actor.i_web_user}::int
                         AND door IN ('web', 'support') AND i_customer <> actor_customer
                       ORDER BY at DESC, i_audit DESC LIMIT ${mostEntries}) AS h
               GROUP BY h.i_customer) AS last
        JOIN customers c ON c.i_customer = last.i_customer
       WHERE ${within(Prisma.sql`c.path`, scope.path)} AND c.i_customer <> ${scope.i_customer}`,
  );
}

/** A blocked customer. Its own page tells those who may know who blocked it, and why. */
export type BlockedCustomer = {
  readonly i_customer: number;
  readonly name: string;
  /** when the oldest of its blocks was set */
  readonly since: Date;
};

/** Finds the blocked customers below the scope, the latest first, each once, as the overview counts them. */
export async function findBlockedCustomers(db: Queries, looking: Looking): Promise<Found<BlockedCustomer>> {
  return foundIn(
    await db.$queryRaw<(BlockedCustomer & { readonly count: number })[]>`
      SELECT c.i_customer, c.name, min(b.set_at) AS since, count(*) OVER ()::int AS count
        FROM blocks b JOIN customers c ON c.i_customer = b.i_customer
       WHERE ${isCounted("blocked", looking)}
       GROUP BY c.i_customer, c.name ORDER BY since DESC, c.i_customer LIMIT ${mostShown}`,
  );
}

/** A direct sub-customer that can spend little or nothing more. */
export type ShortOfFunds = {
  readonly i_customer: number;
  readonly name: string;
  readonly balance: string;
  readonly base_currency: string;
};

/** Finds the direct sub-customers of the scope that are over their credit limit, or low in funds. */
export async function findShortOfFunds(
  db: Queries,
  looking: Looking,
  what: Extract<CountedList, "over" | "low">,
): Promise<Found<ShortOfFunds>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT ${plannedAnew} c.i_customer, c.name, c.balance, c.base_currency,
           (SELECT sum(s.${Prisma.raw(what)})::int FROM ${branchSums(...branchOf(looking.scope))} AS s) AS count
      FROM customers c WHERE ${isCounted(what, looking)}
     ORDER BY c.balance + c.credit_limit, c.i_customer LIMIT ${mostShown}`;
  return foundIn(rows.map((row) => ({ ...row, balance: decimalText(row.balance) })));
}

type Row = Omit<ShortOfFunds, "balance"> & { readonly balance: StoredDecimal; readonly count: number };

/** A customer whose alias we serve for a few days more, although the record that proves it is gone. */
export type LostRecord = {
  readonly i_customer: number;
  readonly name: string;
  /** null below the direct level, where contact data is not shown */
  readonly alias: string | null;
  readonly since: Date;
};

/** Finds the lost aliases in the scope and below it. */
export async function findLostRecords(db: Queries, scope: Node): Promise<Found<LostRecord>> {
  return foundIn(
    await db.$queryRaw<(LostRecord & { readonly count: number })[]>`
      SELECT c.i_customer, c.name, p.lost_at AS since, count(*) OVER ()::int AS count,
             CASE WHEN ${scope.i_customer} IN (c.i_customer, c.i_wholesaler) THEN c.dns_alias END AS alias
        FROM alias_proofs p JOIN customers c ON c.i_customer = p.i_customer
       WHERE p.lost_at IS NOT NULL AND c.alias_verified_at IS NOT NULL AND ${within(Prisma.sql`c.path`, scope.path)}
       ORDER BY p.lost_at DESC, c.i_customer LIMIT ${mostShown}`,
  );
}
