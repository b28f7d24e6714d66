import type { Actor } from "../actor/actor";
import { Prisma } from "../database/generated/client";
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

/** The condition that customer `c` of a scope is in a state. A customer with a block of its own counts as blocked only. */
export function isInState(state: StoppingState, lineage: readonly Node[], { path }: Node): Prisma.Sql {
  switch (state) {
    case "blocked":
      return isBlocked;
    case "active":
      return Prisma.sql`NOT EXISTS (SELECT FROM blocks b WHERE b.i_customer = ANY (${idsAlong(Prisma.sql`c.path`)}))`;
    case "stopped_above":
      return Prisma.sql`NOT ${isBlocked} AND ${
        lineage.some(({ blocked }) => blocked)
          ? Prisma.sql`true`
          : // few customers are blocked: going down from those is cheaper than going up from each customer
            Prisma.sql`c.i_customer IN (
              SELECT d.i_customer FROM blocks b
                JOIN customers a ON a.i_customer = b.i_customer AND ${within(Prisma.sql`a.path`, path)}
                JOIN customers d ON d.path > a.path AND d.path < left(a.path, -1) || '0')`
      }`;
    default:
      return state satisfies never;
  }
}

/** Reads a state as an address spells it. @throws Unreadable */
export function readStoppingState(raw: unknown): StoppingState {
  const spelt = oneOf(Object.values(stoppingStates))(raw);
  const [state] = Object.entries(stoppingStates).find(([, value]) => value === spelt) ?? [];
  // a key of the table, which Object.entries widens: `spelt` is one of its values
  return state as StoppingState;
}
