import type { Actor } from "../actor";
import { Prisma } from "../database/generated/client";
import { oneOf } from "./read-parameter";
import { homeOf } from "./told-block";
import { type Node, within } from "./tree";

/** Whose block stops a customer from above. Nulls: somebody above the reader, 'your provider'. */
export type StoppedBy = { readonly i_customer: number | null; readonly name: string | null };

/** Whether log-ins and calls of a customer are stopped: by its own block, or by one on somebody above it. */
export type Stopping = {
  readonly blocked: boolean;
  /** the nearest blocked customer above it; null: nobody above it is blocked */
  readonly stopped_by: StoppedBy | null;
};

/** The states by which a list can be narrowed, each as an address spells it. */
export const stoppingStates = { active: "0", blocked: "1", stopped_above: "above" } as const;
export type StoppingState = keyof typeof stoppingStates;

/** On the way down to `c`: a block on each of these customers stops it. */
const wayTo = (path: Prisma.Sql) => Prisma.sql`(string_to_array(rtrim(${path}, '/'), '/')::int[])`;

const isBlocked = Prisma.sql`EXISTS (SELECT FROM blocks b WHERE b.i_customer = c.i_customer)`;

/**
 * The columns `blocked` and `stopped_by` of customers `c`, as far as the reader may know of who is above.
 * Source: semantics, 'The tree'.
 */
export function stopping(actor: Actor, lineage: readonly Node[]): Prisma.Sql {
  return Prisma.sql`${isBlocked} AS blocked, ${stoppedBy(actor, lineage)} AS stopped_by`;
}

/** What `stopped_by` is, as a value in JSON. */
export function stoppedBy(actor: Actor, lineage: readonly Node[]): Prisma.Sql {
  const seen = within(Prisma.sql`a.path`, homeOf(actor, lineage).path);
  return Prisma.sql`(
    SELECT json_build_object('i_customer', CASE WHEN ${seen} THEN a.i_customer END,
                             'name', CASE WHEN ${seen} THEN a.name END)
      FROM blocks b JOIN customers a ON a.i_customer = b.i_customer
     WHERE b.i_customer = ANY (${wayTo(Prisma.sql`c.path`)}) AND b.i_customer <> c.i_customer
     ORDER BY a.depth DESC LIMIT 1)`;
}

/** The condition on customers `c` of a scope that they are in a state. A blocked one is so whoever above it is blocked. */
export function isInState(state: StoppingState, lineage: readonly Node[], { path }: Node): Prisma.Sql {
  switch (state) {
    case "blocked":
      return isBlocked;
    case "active":
      return Prisma.sql`NOT EXISTS (SELECT FROM blocks b WHERE b.i_customer = ANY (${wayTo(Prisma.sql`c.path`)}))`;
    case "stopped_above":
      return Prisma.sql`NOT ${isBlocked} AND ${
        lineage.some(({ blocked }) => blocked)
          ? Prisma.sql`true`
          : // from the few who are blocked to those below them, not from each customer upwards
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
