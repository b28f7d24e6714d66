import type { CustomerValues } from "@/attributes/customer";
import {
  delegatedNames,
  type FollowedName,
  followedNames,
  type LimitName,
  limitNames,
  type ParentsName,
  parentsNames,
} from "@/attributes/lists";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";

/** What operations need to know of each customer from the root down to the scope. */
export type Node = {
  readonly i_customer: number;
  readonly i_wholesaler: number | null;
  readonly path: string;
  readonly depth: number;
  readonly base_currency: string;
  readonly blocked: boolean;
} & Readonly<Pick<CustomerValues, "name" | "api_access" | LimitName | FollowedName | ParentsName>> & {
    readonly [name: string]: unknown;
  };

const columns = Prisma.raw(
  ["i_customer", "i_wholesaler", "path", "depth", "base_currency", "name"]
    .concat(limitNames, followedNames, parentsNames, delegatedNames)
    .map((column) => `a."${column}"`)
    .join(", "),
);

/**
 * A customer and all its ancestors, the root first, in one query at any depth. Empty if there is no such customer.
 * @param of the customer; `{ parentOf }` names one of its children instead
 */
export async function lineageOf(db: Queries, of: number | { readonly parentOf: number }): Promise<Node[]> {
  const whole = typeof of === "number";
  const start = whole ? of : of.parentOf;
  return await db.$queryRaw<Node[]>`
    SELECT ${columns}, EXISTS (SELECT FROM blocks b WHERE b.i_customer = a.i_customer) AS blocked
      FROM customers a
     WHERE a.i_customer = ANY ((SELECT string_to_array(rtrim(s.path, '/'), '/')::int[]
                                  FROM customers s WHERE s.i_customer = ${start})::int[])
       AND (${whole} OR a.i_customer <> ${start})
     ORDER BY a.depth`;
}

/** The ids on a path, the root first. */
export function idsOn(path: string): number[] {
  return path.split("/").filter(Boolean).map(Number);
}

/** Whether `path` is `top` or below it. */
export function isWithin(path: string, top: string): boolean {
  return path.startsWith(top);
}

/** The condition that a customer is `top` or below it, as an index range: paths have collation "C". */
export function within(column: Prisma.Sql, top: string): Prisma.Sql {
  // '0' is the character after '/'
  return Prisma.sql`(${column} >= ${top} AND ${column} < ${`${top.slice(0, -1)}0`})`;
}

/** The condition that a path is below a node, without the node itself. */
export function below(column: Prisma.Sql, { path }: Node): Prisma.Sql {
  return Prisma.sql`${within(column, path)} AND ${column} <> ${path}`;
}
