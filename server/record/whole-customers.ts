import { type AttributeName, attributeOf, type CustomerValues } from "@/attributes/customer";
import type { SecretName } from "@/attributes/lists";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { type CustomerRow, findCustomerRows, storedAttributes } from "./customer-row";

/** What a file needs of a customer to make it again: all values that come out, and what its references are called. */
export type WholeCustomer = {
  readonly values: Omit<CustomerValues, SecretName>;
  /** the name of what an attribute refers to; absent: to nothing, or to an entry of a dictionary */
  readonly names: Readonly<Partial<Record<AttributeName, string>>>;
};

/** The attributes of a whole customer. */
export const wholeNames: readonly Exclude<AttributeName, SecretName>[] = [
  ...storedAttributes,
  "web_login" as const,
].filter((name) => attributeOf(name).returned);

/** Reads customers whole, by their ids, in two statements. Whom it may be told of is the caller's to know. */
export async function findWholeCustomers(
  db: Queries,
  ids: readonly number[],
): Promise<ReadonlyMap<number, WholeCustomer>> {
  if (ids.length === 0) return new Map();
  const rows = await findCustomerRows(db, ids);
  const names = await namesOf(db, rows);
  return new Map(
    rows.map((row) => {
      const called = Object.entries(referring).flatMap(([attribute, { kind }]) => {
        // its keys are those of the rows
        const name = names.get(`${kind} ${row[attribute as keyof typeof referring]}`);
        return name === undefined ? [] : [[attribute, name] as const];
      });
      return [row.i_customer, { values: row, names: Object.fromEntries(called) }];
    }),
  );
}

const referring = {
  i_tariff: { kind: "tariff" },
  i_routing_group: { kind: "group" },
  i_commission_agent: { kind: "customer" },
} as const satisfies Partial<Record<AttributeName, { readonly kind: string }>>;

/** The names of what customers refer to, by kind and id. */
async function namesOf(db: Queries, rows: readonly CustomerRow[]): Promise<ReadonlyMap<string, string>> {
  const ids = (attribute: keyof typeof referring) => [
    ...new Set(rows.flatMap((row) => row[attribute] ?? [])),
  ];
  const found = await readRows<{ kind: string; id: number; name: string }>(
    db,
    Prisma.sql`
    SELECT 'tariff' AS kind, i_tariff AS id, name FROM tariffs WHERE i_tariff = ANY (${ids("i_tariff")}::int[])
     UNION ALL
    SELECT 'group', i_routing_group, name FROM routing_groups
     WHERE i_routing_group = ANY (${ids("i_routing_group")}::int[])
     UNION ALL
    SELECT 'customer', i_customer, name FROM customers WHERE i_customer = ANY (${ids("i_commission_agent")}::int[])`,
  );
  return new Map(found.map(({ kind, id, name }) => [`${kind} ${id}`, name]));
}
