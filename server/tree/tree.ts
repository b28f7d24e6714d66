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
import { readRows } from "../database/rows";
import { plannedAnew } from "../database/statement-names";

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
 * The nodes of the customers `a` that a condition chooses, the root first, as one value in JSON: the driver reads that
 * sooner than forty columns of each row.
 */
export function nodesWhere(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    SELECT json_agg(node ORDER BY node.depth)
      FROM (SELECT ${columns}, EXISTS (SELECT FROM blocks b WHERE b.i_customer = a.i_customer) AS blocked
              FROM customers a WHERE ${condition}) AS node)`;
}

/** A customer and all its ancestors, the root first, in one query at any depth. Empty if there is no such customer. */
export async function lineageOf(db: Queries, i_customer: number): Promise<Node[]> {
  const [row] = await readRows<{ nodes: Node[] | null }>(
    db,
    Prisma.sql`
    SELECT ${nodesWhere(Prisma.sql`a.i_customer = ANY ((SELECT ${idsAlong(Prisma.sql`s.path`)}
                                  FROM customers s WHERE s.i_customer = ${i_customer})::int[])`)} AS nodes`,
  );
  return row?.nodes ?? [];
}

/** The same of a path, out of nodes that are in the order of their depth. */
export function lineageIn(nodes: readonly Node[], path: string): Node[] {
  return nodes.filter((node) => isWithin(path, node.path));
}

/** The ids on a path in SQL, as an array of integers, the root first. */
export function idsAlong(path: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`string_to_array(rtrim(${path}, '/'), '/')::int[]`;
}

/** The root: it owns the service and is never deleted. Source: semantics, 'Words'. */
export const rootCustomer = 1;

/** The ids on a path, the root first. */
export function idsOn(path: string): number[] {
  return path.split("/").filter(Boolean).map(Number);
}

/** The last but one of them: the parent of who stands at the end of a path. NULL for the root. */
export function parentAlong(path: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${idsAlong(path)})[cardinality(${idsAlong(path)}) - 1]`;
}

/** Whether `path` is `top` or below it. */
export function isWithin(path: string, top: string): boolean {
  return path.startsWith(top);
}

/**
 * The condition that a customer is `top` or below it, as an index range: paths have collation "C". It may hold for one
 * customer or for all of them.
 */
export function within(column: Prisma.Sql, top: string): Prisma.Sql {
  // '0' is the character after '/'
  return Prisma.sql`(${plannedAnew} ${column} >= ${top} AND ${column} < ${`${top.slice(0, -1)}0`})`;
}
