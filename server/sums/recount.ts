import { Prisma } from "../database/generated/client";
import { figuresBelow, figuresDirect, figuresOf, quarterOf, type StateFigure, stateOfRow } from "./figures";
import { isChange } from "./is-change";

/** How long we keep how much was changed in a quarter of an hour: some days more than the longest chart. */
export const changesLast = "40 days";

const all: readonly StateFigure[] = [...figuresBelow, ...figuresDirect];

/** How things are, as differences from nothing: one of each customer. */
export const stateFromRows = Prisma.sql`(
  SELECT c.path, c.base_currency AS currency,
         ${Prisma.join(all.map((name) => Prisma.sql`${figuresOf(stateOfRow)[name]} AS ${Prisma.raw(name)}`))}
    FROM customers c)`;

/**
 * Who came and went and what was changed, likewise. A customer that is gone came with the first entry of its ledger.
 * Changes count as far back as they are kept.
 */
export const timesFromRows = Prisma.sql`(
  SELECT path, ${quarterOf(Prisma.sql`at`)} AS quarter, currency, created, deleted, changes FROM (
    SELECT c.path, c.created_at AS at, c.base_currency::text AS currency, 1 AS created, 0 AS deleted, 0 AS changes
      FROM customers c
     UNION ALL
    SELECT g.path, l.at, g.currency, 1, 0, 0
      FROM deleted_customers g JOIN ledger l ON l.i_customer = g.i_customer AND l.place = 1
     UNION ALL
    SELECT g.path, g.deleted_at, g.currency, 0, 1, 0 FROM deleted_customers g
     UNION ALL
    SELECT h.path, h.at, '', 0, 0, 1
      FROM audit_log h WHERE ${isChange} AND h.at >= ${quarterOf(Prisma.sql`now() - ${changesLast}::interval`)}) AS e)`;

/** What was booked, likewise: one of each entry of the ledger. */
export const bookingsFromRows = Prisma.sql`(
  SELECT l.path, ${quarterOf(Prisma.sql`l.at`)} AS quarter, l.currency, l.kind, l.amount FROM ledger l)`;

/** What each customer had at the end of each day of UTC on which it had an entry. */
export const daysFromRows = Prisma.sql`
  SELECT i_customer, day, sum(sum(amount)) OVER (PARTITION BY i_customer ORDER BY day) AS closing
    FROM (SELECT l.i_customer, (l.at AT TIME ZONE 'UTC')::date AS day, l.amount FROM ledger l) AS e
   GROUP BY i_customer, day`;
