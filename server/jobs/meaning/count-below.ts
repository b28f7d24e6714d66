import { delegatedNames } from "@/attributes/lists";
import { sourceOf } from "@/attributes/rights";
import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";
import { plannedAnew } from "../../database/statement-names";
import { codeOf, givableCode, rightsCode } from "../../record/rights-code";
import { idsAlong } from "../../tree/tree";
import type { MeaningBelow } from "../acts/act";
import { mostBelow } from "../job/figures";

/** Where so many customers below were looked at, there are more. */
const mostSeen = 50_000;

/**
 * Counts the customers below some for whom it means something that these change: who has a right now and loses it, or is stopped
 * with them. One statement, which goes down from them and leaves out the branches in which nobody is concerned.
 * @param changed whom to go down from, unless they are below another of them or of those who were `counted`
 * @param selected the condition that customer `c` is selected: such a customer is none of the further ones
 */
export async function countBelow(
  db: Queries,
  meaning: MeaningBelow,
  {
    changed,
    counted,
    selected,
  }: {
    readonly changed: readonly number[];
    readonly counted: readonly number[];
    readonly selected: Prisma.Sql;
  },
): Promise<{ readonly count: number; readonly more: boolean }> {
  const { state, start, next, concerned, leads } = "takes" in meaning ? taken(meaning.takes) : stopped;
  const tops = [...changed, ...counted];
  const above = Prisma.sql`array_remove(${idsAlong(Prisma.sql`t.path`)}, t.i_customer)`;
  const [row] = await readRows<{ count: number; seen: number }>(
    db,
    Prisma.sql`
    WITH RECURSIVE below AS (
      SELECT t.i_customer, 0 AS level, ${start} AS ${state}, false AS concerned FROM customers t
       WHERE t.i_customer = ANY (${[...changed]}::int[]) AND NOT (${above} && ${tops}::int[])
       UNION ALL
      SELECT c.i_customer, b.level + 1, c.${state}, c.concerned
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

/** What is handed down is the rights that all on the way have, as a code; see `effectiveRights`. */
function taken(takes: Readonly<Record<string, number>>): Walk {
  const lost = codeOf(Object.fromEntries(delegatedNames.map((name) => [name, takes[sourceOf(name)] ?? 0])));
  const held = Prisma.sql`b.held`;
  return {
    state: Prisma.sql`held`,
    start: Prisma.sql`(SELECT bit_and(${rightsCode()}) FROM customers c WHERE c.i_customer = ANY (${idsAlong(Prisma.sql`t.path`)}))`,
    next: Prisma.sql`${rightsCode()} & ${held}`,
    concerned: Prisma.sql`(${rightsCode()} & ${givableCode(held)} & ${lost}::int) <> 0`,
    leads: Prisma.sql`(${givableCode(held)} & ${lost}::int) <> 0`,
  };
}

const isBlocked = (id: Prisma.Sql) => Prisma.sql`EXISTS (SELECT FROM blocks k WHERE k.i_customer = ${id})`;

/** What is handed down is whether they are stopped already. */
const stopped: Walk = {
  state: Prisma.sql`stopped`,
  start: Prisma.sql`EXISTS (SELECT FROM blocks k WHERE k.i_customer = ANY (${idsAlong(Prisma.sql`t.path`)}))`,
  next: isBlocked(Prisma.sql`c.i_customer`),
  concerned: Prisma.sql`NOT ${isBlocked(Prisma.sql`c.i_customer`)}`,
  leads: Prisma.sql`NOT b.stopped`,
};
