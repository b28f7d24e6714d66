import { type ContactColumn, contactColumnNames, eachOf } from "@/attributes/lists";
import { Prisma } from "../database/generated/client";
import type { CursorType } from "../input/cursor";

/** A column by which lists are sorted; each has an index in its order. */
type Order = {
  /** its expression on customers `c` and their default web users `w` */
  readonly by: Prisma.Sql;
  /** how its value is compared */
  readonly as: CursorType;
  /** the tables that have it, from customers */
  readonly from: Prisma.Sql;
  /** the same, from the table that has the index */
  readonly walked: Prisma.Sql;
  /** the id of the customer there, which tells equal values apart */
  readonly tie: Prisma.Sql;
};

const customers = Prisma.sql`customers c`;
const own = { from: customers, walked: customers, tie: Prisma.sql`c.i_customer` };

/** Sorting by the parent's name is not offered: all of a tree would be sorted for each page. */
export const sortings = {
  id: { by: Prisma.sql`c.i_customer`, as: "int", ...own },
  name: { by: Prisma.sql`c.name_order`, as: "text", ...own },
  login: {
    by: Prisma.sql`w.login_order`,
    as: "text",
    // each looked up: joined, the planner would go through everybody's web users for a few thousand customers
    from: Prisma.sql`customers c CROSS JOIN LATERAL (
      SELECT d.login_order FROM web_users d WHERE d.i_customer = c.i_customer AND d.default_user LIMIT 1) AS w`,
    walked: Prisma.sql`web_users w JOIN customers c ON c.i_customer = w.i_customer AND w.default_user`,
    tie: Prisma.sql`w.i_customer`,
  },
  balance: { by: Prisma.sql`c.balance`, as: "numeric", ...own },
  credit_limit: { by: Prisma.sql`c.credit_limit`, as: "numeric", ...own },
  available: { by: Prisma.sql`(c.balance + c.credit_limit)`, as: "numeric", ...own },
  currency: { by: Prisma.sql`c.base_currency`, as: "text", ...own },
  created: { by: Prisma.sql`c.created_at`, as: "timestamptz", ...own },
  ...(eachOf(contactColumnNames, (column) => ({
    by: Prisma.raw(`c."${column}_order"`),
    as: "text",
    ...own,
  })) satisfies Record<ContactColumn, Order>),
} as const satisfies Readonly<Record<string, Order>>;

/** Sorting deeper customers by contact data would reveal what the list hides, so only lists of direct ones can. */
export const sortedWhereDirect: readonly string[] = contactColumnNames;

export type Sorting = keyof typeof sortings;
export const sortingNames = Object.keys(sortings) as readonly Sorting[];
