import { Prisma } from "../database/generated/client";
import { isWithin, type Node, within } from "../tree/tree";
import { earliestOf, inSpan, recentBefore, type Span } from "./branch";
import { type Asked, momentOf } from "./conditions";
import type { Row } from "./entry";

/** How many steps of a support session we show below its entry. */
export const mostSteps = 100;

/** Whether each support session is one line: people who filter find each step by itself. */
export function inVisits({ visits, who, what, door, changed, support, job }: Asked): boolean {
  return visits && !who && !what && !door && changed === null && support === null && job === null;
}

/** Whether we list an entry as part of a support session: only if the reader may know which customer support opened. */
export function isVisitOf(
  { i_support, behalf_customer, behalf_path }: Row,
  { i_customer }: Asked,
  scope: Node,
): boolean {
  if (i_support === null || behalf_path === null || !isWithin(behalf_path, scope.path)) return false;
  return i_customer === null || behalf_customer === i_customer;
}

/**
 * The condition that an entry is the first of its support session in the list, or of none, as in `isVisitOf`.
 * @param span in which the entry is; no session began more than two months before
 */
export function firstOfVisit({ i_customer, since }: Asked, scope: Node, home: Node, span: Span): Prisma.Sql {
  const whose =
    i_customer === null
      ? Prisma.sql`NOT ${within(Prisma.sql`h.behalf_path`, scope.path)}`
      : Prisma.sql`h.behalf_customer <> ${i_customer}`;
  const earlier = [
    Prisma.sql`e.i_support = h.i_support AND (e.at, e.i_audit) < (h.at, h.i_audit) AND ${within(Prisma.sql`e.path`, scope.path)}`,
    ...(i_customer === null ? [] : [Prisma.sql`e.i_customer = ${i_customer}`]),
    ...(since === null ? [] : [Prisma.sql`e.at >= ${momentOf(since, home)}`]),
    ...inSpan(Prisma.sql`e.at`, { ...span, ...(span.since && { since: recentBefore(span.since) }) }),
  ];
  return Prisma.sql`(h.i_support IS NULL OR ${whose} OR
    NOT EXISTS (SELECT FROM audit_log e WHERE ${Prisma.join(earlier, " AND ")}))`;
}

/** Finds the steps of a page's support sessions, by session: one more than we show of each, in one statement or none. */
export async function stepsOf(
  page: readonly Row[],
  find: (all: readonly Prisma.Sql[], order: Prisma.Sql) => Promise<Row[]>,
  input: Asked,
  scope: Node,
): Promise<Map<number, Row[]>> {
  const ids = page.flatMap((row) =>
    row.i_support !== null && isVisitOf(row, input, scope) ? [row.i_support] : [],
  );
  const steps = new Map<number, Row[]>();
  if (ids.length === 0) return steps;
  // they come after their first
  const span = {
    since: new Date(Math.min(...page.map(({ at }) => at.getTime()))),
    until: earliestOf(),
  };
  const rows = await find(
    [
      ...inSpan(Prisma.sql`h.at`, span),
      // of an endless session we show the first steps; a link leads to the others
      Prisma.sql`(h.at, h.i_audit) IN (SELECT e.at, e.i_audit FROM (
        SELECT at, i_audit, row_number() OVER (PARTITION BY i_support ORDER BY at, i_audit) AS place
          FROM audit_log WHERE i_support = ANY (${ids}::int[]) AND ${Prisma.join(inSpan(Prisma.sql`at`, span), " AND ")}) AS e WHERE e.place <= ${mostSteps + 1})`,
    ],
    Prisma.sql`ORDER BY h.at, h.i_audit`,
  );
  for (const row of rows) steps.set(row.i_support ?? 0, [...(steps.get(row.i_support ?? 0) ?? []), row]);
  return steps;
}
