import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";
import { plannedAnew } from "../../database/statement-names";
import { givableCode, rightsCode } from "../../record/rights-code";
import { idsAlong } from "../../tree/tree";
import { type Counted, type Loss, mostBelow } from "../job/figures";

/** Where so many customers below were looked at, there are more. */
const mostSeen = 50_000;

/**
 * Counts the customers below some who lose something that they have now: a right, or their log-ins and calls. One statement,
 * which goes down from those, and leaves out the branches in which nobody is concerned.
 * @param tops from whom to go down, with what everybody below loses
 * @param before from whom we have gone down already: what they take is not counted twice
 * @param selected the condition that customer `c` is selected: such a customer is none of the further ones
 */
export async function countBelow(
  db: Queries,
  what: Loss["what"],
  {
    tops,
    before,
    selected,
  }: {
    readonly tops: readonly Counted[];
    readonly before: readonly Counted[];
    readonly selected: Prisma.Sql;
  },
): Promise<{ readonly count: number; readonly more: boolean }> {
  const { state, start, next, concerned, leads } = walks[what];
  const all = [...tops, ...before];
  const [row] = await readRows<{ count: number; seen: number }>(
    db,
    Prisma.sql`
    WITH RECURSIVE
    counted AS (
      SELECT * FROM unnest(${all.map(([id]) => id)}::int[], ${all.map(([, bits]) => bits)}::int[]) AS k (i_customer, bits)),
    tops AS (
      SELECT t.i_customer, t.path, k.bits & ~coalesce((
               SELECT bit_or(a.bits) FROM counted a
                WHERE a.i_customer = ANY (${idsAlong(Prisma.sql`t.path`)}) AND a.i_customer <> t.i_customer), 0) AS lost
        FROM counted k JOIN customers t ON t.i_customer = k.i_customer
       WHERE t.i_customer = ANY (${tops.map(([id]) => id)}::int[])),
    below AS (
      SELECT t.i_customer, 0 AS level, t.lost, ${start} AS ${state}, false AS concerned FROM tops t WHERE t.lost <> 0
       UNION ALL
      SELECT c.i_customer, b.level + 1, b.lost, c.${state}, c.concerned
        FROM below b
       CROSS JOIN LATERAL (SELECT c.i_customer, ${next} AS ${state}, ${concerned} AS concerned
                             FROM customers c WHERE c.i_wholesaler = b.i_customer OFFSET 0) AS c
       WHERE ${leads}),
    seen AS (SELECT * FROM below WHERE level > 0 LIMIT ${mostSeen}::int)
    SELECT ${plannedAnew} (SELECT count(*)::int FROM seen) AS seen,
           (SELECT count(*)::int FROM (
              SELECT FROM seen s JOIN customers c ON c.i_customer = s.i_customer
               WHERE s.concerned AND (${selected}) IS NOT TRUE LIMIT ${mostBelow}::int) AS further) AS count`,
  );
  const { count, seen } = row ?? { count: 0, seen: 0 };
  return { count, more: count >= mostBelow || seen >= mostSeen };
}

type Walk = {
  /** the column that is handed down */
  readonly state: Prisma.Sql;
  /** of a customer `t` from whom we go down */
  readonly start: Prisma.Sql;
  /** of a customer `c` below `b` */
  readonly next: Prisma.Sql;
  readonly concerned: Prisma.Sql;
  /** whether anybody below `b` can be concerned */
  readonly leads: Prisma.Sql;
};

const held = Prisma.sql`b.held`;
const isBlocked = Prisma.sql`EXISTS (SELECT FROM blocks k WHERE k.i_customer = c.i_customer)`;

const walks = {
  // what is handed down is the rights that all on the way have, as a code; see `effectiveRights`
  rights: {
    state: Prisma.sql`held`,
    start: Prisma.sql`(SELECT bit_and(${rightsCode()}) FROM customers c WHERE c.i_customer = ANY (${idsAlong(Prisma.sql`t.path`)}))`,
    next: Prisma.sql`${rightsCode()} & ${held}`,
    concerned: Prisma.sql`(${rightsCode()} & ${givableCode(held)} & b.lost) <> 0`,
    leads: Prisma.sql`(${givableCode(held)} & b.lost) <> 0`,
  },
  // what is handed down is whether they are stopped already
  stopped: {
    state: Prisma.sql`stopped`,
    start: Prisma.sql`EXISTS (SELECT FROM blocks k WHERE k.i_customer = ANY (${idsAlong(Prisma.sql`t.path`)}))`,
    next: isBlocked,
    concerned: Prisma.sql`NOT ${isBlocked}`,
    leads: Prisma.sql`NOT b.stopped`,
  },
} as const satisfies Record<Loss["what"], Walk>;
