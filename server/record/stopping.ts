import type { Actor } from "../actor/actor";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { plannedAnew } from "../database/statement-names";
import { oneOf } from "../input/read-parameter";
import { idsAlong, type Node, within } from "../tree/tree";
import { homeOf } from "./told-block";

/** The blocked customer above that stops another one. Nulls: it is above the reader, 'your provider'. */
export type StoppedBy = { readonly i_customer: number | null; readonly name: string | null };

/** Whether a block stops a customer's log-ins and calls: its own, or one on somebody above it. */
export type Stopping = {
  readonly blocked: boolean;
  /** the nearest blocked customer above it; null: nobody above it is blocked */
  readonly stopped_by: StoppedBy | null;
};

/** The states that a list can filter by, as addresses spell them. */
export const stoppingStates = { active: "0", blocked: "1", stopped_above: "above" } as const;
export type StoppingState = keyof typeof stoppingStates;

const isBlocked = Prisma.sql`EXISTS (SELECT FROM blocks b WHERE b.i_customer = c.i_customer)`;

/**
 * The columns `blocked` and `stopped_by` of customer `c`, without names that the reader may not know.
 * Source: semantics, 'The tree'.
 */
export function stopping(actor: Actor, lineage: readonly Node[]): Prisma.Sql {
  return Prisma.sql`${isBlocked} AS blocked, ${stoppedBy(actor, lineage)} AS stopped_by`;
}

/** `stopped_by` of customer `c`, as JSON. */
export function stoppedBy(actor: Actor, lineage: readonly Node[]): Prisma.Sql {
  const seen = within(Prisma.sql`a.path`, homeOf(actor, lineage).path);
  return Prisma.sql`(
    SELECT json_build_object('i_customer', CASE WHEN ${seen} THEN a.i_customer END,
                             'name', CASE WHEN ${seen} THEN a.name END)
      FROM blocks b JOIN customers a ON a.i_customer = b.i_customer
     WHERE b.i_customer = ANY (${idsAlong(Prisma.sql`c.path`)}) AND b.i_customer <> c.i_customer
     ORDER BY a.depth DESC LIMIT 1)`;
}

/**
 * The condition that customer `c` of a scope is in a state. A customer with a block of its own counts as blocked only.
 * @param tops what `findStoppingTops` found, for `stopped_above`
 */
export function isInState(
  state: StoppingState,
  lineage: readonly Node[],
  tops: readonly string[] | null,
): Prisma.Sql {
  const anyAbove = lineage.some(({ blocked }) => blocked);
  switch (state) {
    case "blocked":
      return isBlocked;
    case "active":
      if (anyAbove) return Prisma.sql`false`;
      return Prisma.sql`(${isBlockedAlong} LIMIT 1) IS NULL`;
    case "stopped_above": {
      if (anyAbove) return Prisma.sql`NOT ${isBlocked}`;
      if (tops?.length === 0) return Prisma.sql`false`;
      const below = tops?.map((top) => within(Prisma.sql`c.path`, top)) ?? [isBelowBlocked];
      return Prisma.sql`NOT ${isBlocked} AND (${Prisma.join(below, " OR ")})`;
    }
    default:
      return state satisfies never;
  }
}

/** No EXISTS, of which the planner would make a join that compares each customer with each block. */
const isBlockedAlong = Prisma.sql`SELECT b.i_customer FROM blocks b WHERE b.i_customer = ANY (${idsAlong(Prisma.sql`c.path`)})`;
const isBelowBlocked = Prisma.sql`(${isBlockedAlong} AND b.i_customer <> c.i_customer LIMIT 1) IS NOT NULL`;

/** So many ranges of the index of paths are quicker than a look along each customer's path. */
const mostTops = 100;

/**
 * Finds the paths of the blocked customers in a scope who have customers, and so stop somebody. A statement of its own,
 * since the planner knows how many are below a path only if it knows the path.
 * @returns null if there are too many to name
 */
export async function findStoppingTops(db: Queries, { path }: Node): Promise<string[] | null> {
  const rows = await readRows<{ path: string }>(
    db,
    Prisma.sql`
    SELECT ${plannedAnew} DISTINCT a.path FROM blocks b JOIN customers a ON a.i_customer = b.i_customer
     WHERE ${within(Prisma.sql`a.path`, path)}
       AND EXISTS (SELECT FROM customers k WHERE k.i_wholesaler = a.i_customer)
     LIMIT ${mostTops + 1}`,
  );
  return rows.length > mostTops ? null : rows.map((row) => row.path);
}

/** Reads a state as an address spells it. @throws Unreadable */
export function readStoppingState(raw: unknown): StoppingState {
  const spelt = oneOf(Object.values(stoppingStates))(raw);
  const [state] = Object.entries(stoppingStates).find(([, value]) => value === spelt) ?? [];
  // a key of the table, which Object.entries widens: `spelt` is one of its values
  return state as StoppingState;
}
