import { attributeNames, attributeOf } from "@/attributes/customer";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { plannedAnew } from "../database/statement-names";
import type { Changes } from "../operation/changes";
import { within } from "../tree/tree";

/** The names for ids in a history, by attribute and id, if the thing still exists and the reader may see whose it is. */
export type Names = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The tables to whose rows attributes refer, each with its id; others are dictionaries, which have no owner. */
const tables = { tariffs: "i_tariff", routing_groups: "i_routing_group", customers: "i_customer" } as const;
type Table = keyof typeof tables;

/** The attributes that refer to them. */
const named = attributeNames.flatMap((name) => {
  const { kind } = attributeOf(name);
  return kind.kind === "reference" && isTable(kind.target) ? [{ name, table: kind.target }] : [];
});

function isTable(target: string): target is Table {
  return target in tables;
}

/** Finds the names of the tariffs, routing groups and agents in a page of the history; one query, or none. */
export async function findNames(
  db: Queries,
  scope: { readonly path: string },
  entries: readonly { readonly changes: Changes }[],
): Promise<Names> {
  const sought = named.map(({ name, table }) => ({ name, table, ids: idsOf(name, entries) }));
  if (sought.every(({ ids }) => ids.length === 0)) return {};
  const rows = await db.$queryRaw<{ attribute: string; id: number; name: string }[]>`${Prisma.join(
    sought.map(({ name, table, ids }) => namesIn(name, table, ids, scope)),
    " UNION ALL ",
  )} ${plannedAnew}`;
  const names: Record<string, Record<string, string>> = {};
  for (const { attribute, id, name } of rows) {
    names[attribute] ??= {};
    names[attribute][id] = name;
  }
  return names;
}

function namesIn(
  name: string,
  table: Table,
  ids: readonly number[],
  scope: { readonly path: string },
): Prisma.Sql {
  const [rows, id] = [Prisma.raw(table), Prisma.raw(tables[table])];
  return Prisma.sql`
    SELECT ${name}::text AS attribute, t.${id} AS id, t.name
      FROM ${rows} t JOIN customers o ON o.i_customer = t.i_customer
     WHERE t.${id} = ANY (${ids}::int[]) AND ${within(Prisma.sql`o.path`, scope.path)}`;
}

function idsOf(name: string, entries: readonly { readonly changes: Changes }[]): number[] {
  const ids = entries.flatMap(({ changes }) => {
    const change = changes[name];
    return change === undefined || change === "secret" ? [] : change.filter((id) => typeof id === "number");
  });
  return [...new Set(ids)];
}
