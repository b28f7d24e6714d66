import { Prisma } from "../database/generated/client";
import { keyEnd } from "../ground/text/unique-key";
import { operation } from "../operation/operation";
import {
  beginsAfterCode,
  hasPieces,
  hasWord,
  readSought,
  type Sought,
  sameNumber,
  searchCondition,
} from "../record/search-condition";
import { findPlace } from "../record/search-path";
import { isShort } from "../record/search-pieces";
import { findSuggested, mostSuggested, type SuggestedCustomer } from "../record/suggested";
import { within } from "../tree/tree";

/**
 * Suggests up to eight descendants of the scope, the likeliest first: by exact id or place in the tree; by exact name or
 * login of any web user; by telephone number; then those whose name or login begins with the text; then whatever
 * findCustomers finds. Looks for one or two letters as findCustomers does. Without `q` returns the customers of
 * `ids`, in that order. One statement, which takes at most eight of each kind, and one before it for a place in the tree.
 */
export const suggestCustomers = operation({
  name: "suggestCustomers",
  input: (raw) => ({ sought: readSought(raw.q), ids: readIds(raw.ids) }),
  needs: { about: "scope", right: null, acts: ["read"], scope: "i_wholesaler" },
  effect: "reads",
  stale: "allowed",
  async run({ db, actor, scope, lineage, input }): Promise<{ customers: SuggestedCustomer[] }> {
    const below = Prisma.sql`${within(Prisma.sql`c.path`, scope.path)} AND c.i_customer <> ${scope.i_customer}`;
    const { sought, ids } = input;
    const place = await findPlace(db, sought.path, scope);
    const kinds = sought.key === "" ? remembered(ids, below) : kindsOf(sought, place, below);
    return {
      customers: await findSuggested(db, { actor, lineage, sought }, Prisma.join(kinds, " UNION ALL ")),
    };
  },
});

/** One query for each kind of likeness, the likeliest first. */
function kindsOf(sought: Sought, place: string | null, below: Prisma.Sql): Prisma.Sql[] {
  const { key, exact, number, i_customer } = sought;
  const ofCustomers = (
    condition: Prisma.Sql,
    likeness: number,
    order = Prisma.sql`ORDER BY c.name_order`,
  ) => Prisma.sql`
    (SELECT c.i_customer, ${likeness}::int AS likeness FROM customers c
      WHERE ${below} AND ${condition} ${order} LIMIT ${mostSuggested})`;
  const ofLogins = (condition: Prisma.Sql, likeness: number) => Prisma.sql`
    (SELECT c.i_customer, ${likeness}::int AS likeness FROM web_users w JOIN customers c USING (i_customer)
      WHERE ${below} AND ${condition} ORDER BY w.login_order LIMIT ${mostSuggested})`;
  if (place !== null) {
    const there = Prisma.sql`c.path = ${place}`;
    return [ofCustomers(there, 0), ofCustomers(searchCondition(sought, place), 5, Prisma.empty)];
  }
  const kinds: Prisma.Sql[] = [];
  if (i_customer !== null) kinds.push(ofCustomers(Prisma.sql`c.i_customer = ${i_customer}`, 0));
  kinds.push(
    ofCustomers(Prisma.sql`c.name_key = ${exact}`, 1),
    ofLogins(Prisma.sql`w.login_key = ${exact}`, 1),
  );
  // equal except for marks
  const whole = `${key}${keyEnd}`;
  kinds.push(
    ofCustomers(beginsWith("c.name_order", whole), 2),
    ofLogins(beginsWith("w.login_order", whole), 2),
  );
  if (number !== null) kinds.push(ofCustomers(byIndex(sameNumber(number)), 3));
  kinds.push(ofCustomers(beginsWith("c.name_order", key), 4), ofLogins(beginsWith("w.login_order", key), 4));
  // two letters are in half of all texts but begin few words; any eight will do, since sorting would read all of them
  const likelier = { ...sought, number: number && { ...number, beginnings: [] } };
  const anywhere = isShort(key)
    ? Prisma.sql`${hasWord(key)} AND ${hasPieces([key])}`
    : searchCondition(likelier, null, "index");
  kinds.push(ofCustomers(anywhere, 5, Prisma.empty));
  if (number !== null && number.beginnings.length > 0)
    kinds.push(ofCustomers(byIndex(beginsAfterCode(number)), 6, Prisma.empty));
  return kinds;
}

/** A query of its own, before any sorting: in the order of names, PostgreSQL would compare each name with each number. */
function byIndex(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`c.i_customer = ANY (ARRAY(SELECT c.i_customer FROM customers c WHERE ${condition}))`;
}

function remembered(ids: readonly number[], below: Prisma.Sql): Prisma.Sql[] {
  return [
    Prisma.sql`SELECT c.i_customer, array_position(${ids}::int[], c.i_customer) AS likeness
                 FROM customers c WHERE ${below} AND c.i_customer = ANY (${ids}::int[])`,
  ];
}

/** A range of the index, whose collation sorts by code point; U+10FFFF is the last. */
function beginsWith(column: "c.name_order" | "w.login_order", key: string): Prisma.Sql {
  const by = Prisma.raw(column);
  return Prisma.sql`(${by} >= ${key} AND ${by} < ${`${key}\u{10ffff}`})`;
}

/** Reads ids separated by commas and skips everything else. */
function readIds(raw: unknown): number[] {
  if (typeof raw !== "string") return [];
  return raw
    .split(",")
    .slice(0, mostSuggested)
    .filter((id) => /^[1-9]\d{0,9}$/.test(id))
    .map(Number)
    .filter((id) => id < 2 ** 31);
}
