import { keyEnd, uniqueKey } from "../ground/text/unique-key";
import { Prisma } from "./generated/client";

const afterKeyEnd = String.fromCharCode(keyEnd.charCodeAt(0) + 1);

/**
 * The condition that a column has a key. Several rows can have it if their names differed by older rules; only the
 * oldest of them has the plain key.
 */
export function hasKey(column: Prisma.Sql, key: string): Prisma.Sql {
  // the key itself, and the key with an end, which no other character comes before: one range of the index
  return Prisma.sql`(${column} >= ${key} AND ${column} < ${key + afterKeyEnd})`;
}

/** The condition that a web user `w` has a login, in any spelling. */
export function hasLogin(login: string): Prisma.Sql {
  return hasKey(Prisma.sql`w.login_key`, uniqueKey(login).slice(0, 256));
}

/** Chooses among web users `w` with the same key the one with exactly this spelling, else the oldest. */
export function likeliestLogin(login: string): Prisma.Sql {
  return Prisma.sql`ORDER BY (w.login = ${asStored(login)}) DESC, w.login_key LIMIT 1`;
}

/** The condition that `c` is the customer of this name among some: with exactly this spelling, else the oldest. */
export function isNamed(name: string, among: (table: Prisma.Sql) => Prisma.Sql): Prisma.Sql {
  return Prisma.sql`c.i_customer = (
    SELECT x.i_customer FROM customers x
     WHERE ${hasKey(Prisma.sql`x.name_key`, uniqueKey(name))} AND ${among(Prisma.sql`x`)}
     ORDER BY (x.name = ${asStored(name)}) DESC, x.name_key LIMIT 1)`;
}

/** The condition that a key has a suffix, which keeps it apart from an older one. */
export function isTwin(column: Prisma.Sql): Prisma.Sql {
  // as in the partial indexes
  return Prisma.sql`strpos(${column}, E'\x01') > 0`;
}

/** PostgreSQL's text holds no NUL, and neither does any name. */
function asStored(typed: string): string {
  return typed.normalize("NFC").replaceAll("\0", "\ufffd");
}
