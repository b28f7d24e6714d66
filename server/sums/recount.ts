import { Prisma } from "../database/generated/client";
import { idsAlong } from "../tree/tree";
import { figuresBelow, figuresDirect, figuresOf, quarterOf, type StateFigure, stateOfRow } from "./figures";
import { isChange } from "./is-change";

/** How long the figures of a quarter of an hour are kept: some days more than the longest chart. */
export const quartersLast = { growth: "400 days", activity: "40 days" } as const;

const all: readonly StateFigure[] = [...figuresBelow, ...figuresDirect];

/**
 * The sums of how things are, from the customers themselves: `i_customer`, `currency` and the columns of `branch_sums`.
 * A customer's own row and all above it, so no level is left out, and each customer is read once.
 */
export const recountedState = Prisma.sql`
  SELECT a.i_customer, c.currency,
         ${Prisma.join(figuresBelow.map((name) => Prisma.raw(`sum(c.${name}) AS ${name}`)))},
         coalesce(sum(c.customers) FILTER (WHERE a.i_customer = c.i_wholesaler), 0) AS direct,
         ${Prisma.join(
           figuresDirect.map((name) =>
             Prisma.raw(
               `coalesce(sum(c.${name}) FILTER (WHERE a.i_customer = c.i_wholesaler), 0) AS ${name}`,
             ),
           ),
         )}
    FROM (SELECT c.i_customer, c.i_wholesaler, c.path, c.base_currency AS currency,
                 ${Prisma.join(all.map((name) => Prisma.sql`${figuresOf(stateOfRow)[name]} AS ${Prisma.raw(name)}`))}
            FROM customers c) AS c
   CROSS JOIN LATERAL unnest(${idsAlong(Prisma.sql`c.path`)}) AS a (i_customer)
   WHERE a.i_customer <> c.i_customer
   GROUP BY a.i_customer, c.currency`;

/** What the window of a figure begins with: a whole quarter. @param last how long it is kept */
function since(last: string): Prisma.Sql {
  return quarterOf(Prisma.sql`now() - ${last}::interval`);
}

/**
 * The figures of each quarter of an hour, from customers, ledger and history, as far back as they are kept. A customer
 * that is gone came with the first entry of its ledger.
 */
export const recountedTimes = Prisma.sql`
  SELECT a.i_customer, ${quarterOf(Prisma.sql`e.at`)} AS quarter, e.currency,
         sum(e.created) FILTER (WHERE a.i_customer <> e.itself) AS created,
         sum(e.deleted) FILTER (WHERE a.i_customer <> e.itself) AS deleted,
         sum(e.paid) FILTER (WHERE a.i_customer <> e.itself) AS paid, sum(e.changes) AS changes
    FROM (
      SELECT c.path, c.i_customer AS itself, c.created_at AS at, c.base_currency::text AS currency, 1 AS created, 0 AS deleted, 0::numeric AS paid, 0 AS changes
        FROM customers c WHERE c.created_at >= ${since(quartersLast.growth)}
       UNION ALL
      SELECT h.path, h.i_customer, l.at, l.currency::text, 1, 0, 0, 0
        FROM audit_log h JOIN ledger l ON l.i_customer = h.i_customer AND l.place = 1
       WHERE h.operation = 'deleteCustomer' AND h.changes <> '{}' AND l.at >= ${since(quartersLast.growth)}
       UNION ALL
      SELECT h.path, h.i_customer, h.at, l.currency::text, 0, 1, 0, 0
        FROM audit_log h JOIN ledger l ON l.i_customer = h.i_customer AND l.place = 1
       WHERE h.operation = 'deleteCustomer' AND h.changes <> '{}' AND h.at >= ${since(quartersLast.growth)}
       UNION ALL
      SELECT l.path, l.i_customer, l.at, l.currency::text, 0, 0, l.amount, 0
        FROM ledger l WHERE l.kind = 'payment' AND l.at >= ${since(quartersLast.activity)}
       UNION ALL
      SELECT h.path, h.i_customer, h.at, '', 0, 0, 0, 1
        FROM audit_log h WHERE ${isChange} AND h.at >= ${since(quartersLast.activity)}) AS e
   CROSS JOIN LATERAL unnest(${idsAlong(Prisma.sql`e.path`)}) AS a (i_customer)
   GROUP BY 1, 2, 3
  HAVING sum(e.changes) > 0 OR count(*) FILTER (WHERE a.i_customer <> e.itself) > 0`;
