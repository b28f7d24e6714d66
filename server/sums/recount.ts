import { Prisma } from "../database/generated/client";
import { figuresBelow, figuresDirect, figuresOf, type StateFigure, stateOfRow } from "./figures";

const all: readonly StateFigure[] = [...figuresBelow, ...figuresDirect];

/** How things are, as differences from nothing: one of each customer. */
export const stateFromRows = Prisma.sql`(
  SELECT c.path, c.base_currency AS currency,
         ${Prisma.join(all.map((name) => Prisma.sql`${figuresOf(stateOfRow)[name]} AS ${Prisma.raw(name)}`))}
    FROM customers c)`;

/** What each customer had at the end of each day of UTC on which it had an entry. */
export const daysFromRows = Prisma.sql`
  SELECT i_customer, day, sum(sum(amount)) OVER (PARTITION BY i_customer ORDER BY day) AS closing
    FROM (SELECT l.i_customer, (l.at AT TIME ZONE 'UTC')::date AS day, l.amount FROM ledger l) AS e
   GROUP BY i_customer, day`;
