import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import type { Changes } from "../operation/audit";
import { within } from "../tree/tree";

/** The names for ids in a history, by attribute and id, if the thing still exists and the reader may see whose it is. */
export type Names = Readonly<Record<string, Readonly<Record<string, string>>>>;

const named = ["i_tariff", "i_routing_group", "i_commission_agent"] as const;

/** Finds the names of the tariffs, routing groups and agents in a page of the history; one query, or none. */
export async function findNames(
  db: Queries,
  scope: { readonly path: string },
  entries: readonly { readonly changes: Changes }[],
): Promise<Names> {
  const [tariffs, groups, agents] = named.map((name) => idsOf(name, entries));
  if (!tariffs?.length && !groups?.length && !agents?.length) return {};
  const seen = within(Prisma.sql`o.path`, scope.path);
  const rows = await db.$queryRaw<{ attribute: string; id: number; name: string }[]>`
    SELECT 'i_tariff' AS attribute, t.i_tariff AS id, t.name
      FROM tariffs t JOIN customers o ON o.i_customer = t.i_customer WHERE t.i_tariff = ANY (${tariffs}::int[]) AND ${seen}
     UNION ALL
    SELECT 'i_routing_group', g.i_routing_group, g.name
      FROM routing_groups g JOIN customers o ON o.i_customer = g.i_customer
     WHERE g.i_routing_group = ANY (${groups}::int[]) AND ${seen}
     UNION ALL
    SELECT 'i_commission_agent', o.i_customer, o.name
      FROM customers o WHERE o.i_customer = ANY (${agents}::int[]) AND ${seen}`;
  const names: Record<string, Record<string, string>> = {};
  for (const { attribute, id, name } of rows) {
    names[attribute] ??= {};
    names[attribute][id] = name;
  }
  return names;
}

function idsOf(name: string, entries: readonly { readonly changes: Changes }[]): number[] {
  const ids = entries.flatMap(({ changes }) => {
    const change = changes[name];
    return change === undefined || change === "secret" ? [] : change.filter((id) => typeof id === "number");
  });
  return [...new Set(ids)];
}
