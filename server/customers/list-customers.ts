import type { CustomerValues } from "@/attributes/customer";
import type { ListedName } from "@/attributes/lists";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { plannedAnew } from "../database/statement-names";
import { readCount } from "../input/read-id";
import { operation } from "../operation/operation";

export type ListedCustomer = Pick<CustomerValues, ListedName> & {
  readonly i_customer: number;
  readonly base_currency: string;
};

/**
 * Lists the direct sub-customers of the scope by id. Source: seed, 'get list of customers'. Readers above the parent get an
 * empty `description`: below the direct level lists show less (semantics, 'The tree').
 * `limit` 0 gives none. Without a limit it gives all: the API's door reads them in batches by `after`.
 */
export const listCustomers = operation({
  name: "listCustomers",
  needs: { about: "scope", right: null, acts: ["read"], scope: "i_wholesaler" },
  effect: "reads",
  stale: "allowed",
  input: (raw) => ({
    offset: readCount(raw, "offset") ?? 0,
    limit: readCount(raw, "limit"),
    /** the last id of the batch before; the API does not take it */
    after: readCount(raw, "after") ?? 0,
  }),
  async run({ db, actor, scope, input }): Promise<{ customers: ListedCustomer[] }> {
    const isParent = actor.door === "trusted" || scope.i_customer === actor.i_customer;
    const [row] = await readRows<{ customers: ListedCustomer[] | null }>(
      db,
      Prisma.sql`
      SELECT ${plannedAnew} json_agg(listed ORDER BY listed.i_customer) AS customers FROM (
        SELECT c.i_customer, c.name, w.login AS web_login, c.description, c.balance::text, c.credit_limit::text,
               c.base_currency
          FROM ${chosen(scope.i_customer, isParent, input)} AS c
          CROSS JOIN LATERAL (SELECT d.login FROM web_users d WHERE d.i_customer = c.i_customer AND d.default_user
                               LIMIT 1) AS w) AS listed`,
    );
    return { customers: row?.customers ?? [] };
  },
});

/**
 * The customers of a page, before anything is joined: the planner would else join in the order of ids, and so read the web
 * users of everybody with a smaller id, in the whole tree.
 */
function chosen(
  scope: number,
  isParent: boolean,
  input: { readonly offset: number; readonly after: number; readonly limit: number | undefined },
): Prisma.Sql {
  return Prisma.sql`(
    SELECT c.i_customer, c.name, CASE WHEN ${isParent} THEN c.description ELSE '' END AS description, c.balance,
           c.credit_limit, c.base_currency
      FROM customers c
     WHERE c.i_wholesaler = ${scope} AND c.i_customer ${from(scope, input)}
     ORDER BY c.i_customer LIMIT ${input.limit ?? null}::int)`;
}

/** Where a list begins: an offset is counted in the index alone, without a look at the rows that it skips. */
function from(
  scope: number,
  { offset, after }: { readonly offset: number; readonly after: number },
): Prisma.Sql {
  if (offset === 0) return Prisma.sql`> ${after}`;
  return Prisma.sql`>= (
    SELECT s.i_customer FROM customers s WHERE s.i_wholesaler = ${scope} AND s.i_customer > ${after}
     ORDER BY s.i_customer OFFSET ${offset} LIMIT 1)`;
}
