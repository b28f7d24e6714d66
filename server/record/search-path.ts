import { largestInt } from "@/attributes/kinds/number";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { type Node, within } from "../tree/tree";

/** A place in the tree, as somebody typed it: ids with slashes between them. */
export type SoughtPath = {
  /** each id followed by a slash: `42/977/` */
  readonly ids: string;
  /** the last of the ids: the customer at this place */
  readonly i_customer: number;
};

/** Reads `1/42/977/`, or a part of it such as `42/977`; null if it is no place, or a number begins with 0. */
export function readPath(text: string): SoughtPath | null {
  const [, ids] = /^\/?((?:[1-9]\d{0,9}\/)+(?:[1-9]\d{0,9})?)$/.exec(text.trim()) ?? [];
  if (ids === undefined) return null;
  const i_customer = Number(ids.split("/").filter(Boolean).at(-1));
  return i_customer > largestInt ? null : { ids: ids.endsWith("/") ? ids : `${ids}/`, i_customer };
}

/**
 * Finds the customer within the scope whose path ends with the typed one. Compares only the part of the path inside the
 * scope, so nobody can find out by trying ids who is above them. A query of its own, since the planner knows how many
 * customers are below a path only if it knows the path.
 * @returns the whole path, or null
 */
export async function findPlace(
  db: Queries,
  typed: SoughtPath | null,
  scope: Pick<Node, "i_customer" | "path">,
): Promise<string | null> {
  if (typed === null) return null;
  const { ids, i_customer } = typed;
  const above = scope.path.length - `${scope.i_customer}/`.length;
  const [found] = await db.$queryRaw<{ path: string }[]>`
    SELECT x.path FROM customers x
     WHERE x.i_customer = ${i_customer} AND ${within(Prisma.sql`x.path`, scope.path)}
       AND right('/' || substr(x.path, ${above + 1}::int), ${ids.length + 1}::int) = ${`/${ids}`}`;
  return found?.path ?? null;
}
