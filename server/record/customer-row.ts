import { type AttributeName, attributeNames, attributeOf, type CustomerValues } from "@/attributes/customer";
import type { SecretName } from "@/attributes/lists";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { creditLimitInForce } from "../ledger/credit-limit-ends";
import { notFound } from "../operation/demands";

/** A customer as stored, without its secrets. */
export type CustomerRow = Omit<CustomerValues, SecretName> & {
  readonly i_customer: number;
  readonly i_wholesaler: number | null;
  readonly path: string;
  readonly depth: number;
  readonly base_currency: string;
  readonly ledger_place: number;
  /** since when its balance is below zero; null: it is not */
  readonly owes_since: string | null;
  readonly i_web_user: number;
  readonly i_access_level: string;
  readonly blocked: boolean;
  /** a temporary raise of its credit limit has ended; see `endIfDue` */
  readonly credit_limit_due: boolean;
};

/** The attributes that are columns of the table `customers`. */
export type StoredName = Exclude<AttributeName, SecretName | "web_login">;
export const storedAttributes = attributeNames.filter(
  (name): name is StoredName => attributeOf(name).kind.kind !== "secret" && name !== "web_login",
);

const columns = Prisma.raw(
  ["i_customer", "i_wholesaler", "path", "depth", "base_currency", "ledger_place", "owes_since"]
    .map((column) => `c."${column}"`)
    .concat(storedAttributes.filter((name) => name !== "credit_limit").map(columnOf))
    .join(", "),
);

/** Money travels as decimal text: exact, and cheaper than an object. */
function columnOf(name: AttributeName): string {
  const { kind } = attributeOf(name).kind;
  return kind === "money" || kind === "percent" ? `c."${name}"::text AS "${name}"` : `c."${name}"`;
}

/**
 * Finds one customer by a condition on `c`, with its default web user, in one query. The credit limit is the one in
 * force.
 */
export async function findCustomer(db: Queries, condition: Prisma.Sql): Promise<CustomerRow | null> {
  return await find(db, selectCustomer(condition));
}

/** Finds customers by their ids, in the order of these, in one query. */
export async function findCustomerRows(db: Queries, ids: readonly number[]): Promise<CustomerRow[]> {
  const rows = await readRows<{ customer: CustomerRow }>(
    db,
    Prisma.sql`
    SELECT row_to_json(r) AS customer FROM (${selectCustomer(Prisma.sql`c.i_customer = ANY (${[...ids]}::int[])`)}) AS r
     ORDER BY r.i_customer`,
  );
  return rows.map(({ customer }) => customer);
}

/** The statement of the same, for `about.reads` of an operation. What it reads is a `CustomerRow`. */
export function selectCustomer(condition: Prisma.Sql): Prisma.Sql {
  return select(condition, inForce);
}

const inForce = creditLimitInForce("c");

/**
 * Reads a customer that this transaction has locked. The credit limit is the stored one, which `endIfDue` resets when a
 * temporary raise is over. @throws Refusal 404 it was deleted meanwhile
 */
export async function storedCustomer(db: Queries, i_customer: number): Promise<CustomerRow> {
  const found = await find(db, select(Prisma.sql`c.i_customer = ${i_customer}`, Prisma.sql`c.credit_limit`));
  if (!found) throw notFound();
  return found;
}

/** One column in JSON is read sooner than seventy. */
async function find(db: Queries, sql: Prisma.Sql): Promise<CustomerRow | null> {
  const [row] = await readRows<{ customer: CustomerRow }>(
    db,
    Prisma.sql`SELECT row_to_json(r) AS customer FROM (${sql}) AS r`,
  );
  return row?.customer ?? null;
}

function select(condition: Prisma.Sql, creditLimit: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT ${columns}, ${creditLimit}::text AS credit_limit, w.i_web_user, w.login AS web_login,
           w.access_level AS i_access_level,
           EXISTS (SELECT FROM blocks b WHERE b.i_customer = c.i_customer) AS blocked,
           EXISTS (SELECT FROM credit_limit_ends e WHERE e.i_customer = c.i_customer AND e.at <= now())
             AS credit_limit_due
      FROM customers c JOIN web_users w ON w.i_customer = c.i_customer AND w.default_user
     WHERE ${condition}`;
}
