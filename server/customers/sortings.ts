import { type ContactColumn, contactColumnNames, eachOf } from "@/attributes/lists";
import { Prisma } from "../database/generated/client";
import { looseOf } from "../ground/text/unique-key";
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
  /**
   * an expression of customers `c` that has an index of theirs and goes up with the value, and between which of its values a
   * value is; that of a column of theirs is itself
   */
  readonly near: {
    readonly by: Prisma.Sql;
    readonly least: (value: string) => string;
    readonly most: (value: string) => string;
  };
};

const customers = Prisma.sql`customers c`;

/** A column of customers, or an expression of theirs. */
function own<Type extends CursorType>(by: Prisma.Sql, as: Type) {
  const itself = (value: string) => value;
  const near = { by, least: itself, most: itself };
  return { by, as, from: customers, walked: customers, tie: Prisma.sql`c.i_customer`, near };
}

/** Sorting by the parent's name is not offered: all of a tree would be sorted for each page. */
export const sortings = {
  id: own(Prisma.sql`c.i_customer`, "int"),
  name: own(Prisma.sql`c.name_order`, "text"),
  login: {
    by: Prisma.sql`w.login_order`,
    as: "text",
    // each looked up: joined, the planner would go through everybody's web users for a few thousand customers
    from: Prisma.sql`customers c CROSS JOIN LATERAL (
      SELECT d.login_order FROM web_users d WHERE d.i_customer = c.i_customer AND d.default_user LIMIT 1) AS w`,
    walked: Prisma.sql`web_users w JOIN customers c ON c.i_customer = w.i_customer AND w.default_user`,
    tie: Prisma.sql`w.i_customer`,
    // the search text's second line, see `searchText`
    near: {
      by: Prisma.sql`(split_part(c.search_text, E'\n', 2) COLLATE "C")`,
      least: looseOf,
      most: (value) => `${looseOf(value)}\u{10ffff}`,
    },
  },
  balance: own(Prisma.sql`c.balance`, "numeric"),
  credit_limit: own(Prisma.sql`c.credit_limit`, "numeric"),
  available: own(Prisma.sql`(c.balance + c.credit_limit)`, "numeric"),
  currency: own(Prisma.sql`c.base_currency`, "text"),
  created: own(Prisma.sql`c.created_at`, "timestamptz"),
  ...(eachOf(contactColumnNames, (column) => own(Prisma.raw(`c."${column}_order"`), "text")) satisfies Record<
    ContactColumn,
    Order
  >),
} as const satisfies Readonly<Record<string, Order>>;

/** Sorting deeper customers by contact data would reveal what the list hides, so only lists of direct ones can. */
export const sortedWhereDirect: readonly string[] = contactColumnNames;

export type Sorting = keyof typeof sortings;
export const sortingNames = Object.keys(sortings) as readonly Sorting[];
