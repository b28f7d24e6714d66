import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { keyedColumns, type Searched, type SearchedPerson, searchText } from "./search-text";

/**
 * Locks a customer's row before a web user's login or address changes, so that of two changes at once the second reads
 * what the first wrote. Updates of the customer take the locks in the same order, so there is no deadlock.
 */
export async function lockSearchText(db: Queries, i_customer: number): Promise<void> {
  await db.$executeRaw`SELECT FROM customers WHERE i_customer = ${i_customer} FOR NO KEY UPDATE`;
}

/** Rewrites a customer's `search_text`. Call `lockSearchText` before the web user changes. */
export async function writeSearchText(db: Queries, i_customer: number): Promise<void> {
  const [row] = await readRows<Searched>(
    db,
    Prisma.sql`
    SELECT ${keyedColumns("c")}, w.login AS web_login
      FROM customers c JOIN web_users w ON w.i_customer = c.i_customer AND w.default_user
     WHERE c.i_customer = ${i_customer}`,
  );
  if (!row) throw new Error("a customer whose web user was written is there");
  const search_text = searchText(row, await searchedPeople(db, i_customer));
  await db.customer.update({ where: { i_customer }, data: { search_text }, select: { i_customer: true } });
}

/** The logins and addresses of a customer's web users that its attributes do not hold. */
export async function searchedPeople(db: Queries, i_customer: number): Promise<SearchedPerson[]> {
  return await readRows<SearchedPerson>(
    db,
    Prisma.sql`
    SELECT CASE WHEN w.default_user THEN '' ELSE w.login END AS login, w.email FROM web_users w
     WHERE w.i_customer = ${i_customer} AND (NOT w.default_user OR w.email <> '') ORDER BY w.i_web_user`,
  );
}
