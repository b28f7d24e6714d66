import { database, type Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows, writeRows } from "../../database/rows";
import { uniqueKey } from "../../ground/text/unique-key";
import { firstAddress } from "../../outbox/own-address";
import { idsAlong } from "../../tree/tree";
import type { ImportAct } from "../acts/import-act";
import { openCells } from "./cells";
import { ifCurrent } from "./if-current";

/** So many rows at once: a statement reads and one writes them. */
const atOnce = 1_000;

/**
 * Writes down what some more rows say of themselves: name, login, parent.
 * @param after the last row that is done
 * @returns the last row now; null: there are no more
 */
export async function keyRows(i_job: number, act: ImportAct, after: number): Promise<number | null> {
  const rows = await readRows<{ row: number; cells: Uint8Array }>(
    database(),
    Prisma.sql`
    SELECT "row", cells FROM import_rows WHERE i_job = ${i_job} AND "row" > ${after} ORDER BY "row" LIMIT ${atOnce}::int`,
  );
  const open = rows.map(({ row, cells }) => ({ row, cells: openCells(cells) }));
  await ifCurrent(i_job, act, async (db) => await writeKeys(db, i_job, act, open));
  return rows.length < atOnce ? null : (rows.at(-1)?.row ?? null);
}

async function writeKeys(
  db: Queries,
  i_job: number,
  act: ImportAct,
  rows: readonly { readonly row: number; readonly cells: readonly string[] }[],
): Promise<void> {
  if (rows.length === 0) return;
  const keys = rows.map(({ cells }) => keysOf(act, cells));
  const column = (name: keyof Keys) => keys.map((key) => key[name]);
  await writeRows(
    db,
    Prisma.sql`
    UPDATE import_rows r SET name = k.name, name_key = k.name_key, login_key = k.login_key, address_key = k.address_key,
           host_key = k.host_key, parent_key = k.parent_key, known_id = k.known_id, verdict = NULL, problems = NULL
      FROM unnest(${rows.map(({ row }) => row)}::int[], ${column("name")}::text[], ${column("name_key")}::text[],
                  ${column("login_key")}::text[], ${column("address_key")}::text[], ${column("host_key")}::text[],
                  ${column("parent_key")}::text[], ${column("known_id")}::int[])
             AS k ("row", name, name_key, login_key, address_key, host_key, parent_key, known_id)
     WHERE r.i_job = ${i_job} AND r."row" = k."row"`,
  );
}

/** What a row says of itself: names as customers have them. */
export type Keys = {
  readonly name: string;
  readonly name_key: string | null;
  readonly login_key: string | null;
  readonly address_key: string | null;
  readonly host_key: string | null;
  readonly parent_key: string | null;
  readonly known_id: number | null;
};

/** The longest that a key can be: no name is longer. */
const longest = 512;

/** Reads them from a row's cells. */
export function keysOf(act: ImportAct, cells: readonly string[]): Keys {
  const textOf = (target: ImportAct["columns"][number]) => {
    const at = act.columns.indexOf(target);
    return at === -1 ? "" : (cells[at] ?? "").trim().slice(0, longest);
  };
  const name = textOf("name");
  const login = textOf("web_login");
  return {
    name: name || login || textOf("i_customer"),
    name_key: uniqueKey(name) || null,
    // a new customer's login comes from its name
    login_key: uniqueKey(login || (act.mode === "update" ? "" : name)) || null,
    address_key: firstAddress(textOf("email")).toLowerCase() || null,
    host_key: textOf("dns_alias").toLowerCase() || null,
    parent_key: uniqueKey(textOf("parent")) || null,
    known_id: idIn(textOf("i_customer")),
  };
}

/** What a row says before anybody has said what its columns mean. */
export const noKeys: Keys = {
  name: "",
  name_key: null,
  login_key: null,
  address_key: null,
  host_key: null,
  parent_key: null,
  known_id: null,
};

function idIn(text: string): number | null {
  const id = Number(text);
  return text !== "" && Number.isInteger(id) && id > 0 && id < 2 ** 31 ? id : null;
}

const known = {
  name: Prisma.sql`c.name_key = k.name_key`,
  login: Prisma.sql`w.login_key = k.login_key`,
  id: Prisma.sql`c.i_customer = k.known_id`,
} as const;

/**
 * Finds out of all rows at once, in one statement: the customer that each is about, its parent among those that there are or
 * among the rows, the nearest row above it, which rows cannot be done beside each other, and the order in which they are done:
 * what somebody is given, those below can be given then. What was examined before counts no more where something of that is
 * another now, or where a row above is to be examined.
 */
export async function arrangeRows(i_job: number, i_scope: number, act: ImportAct): Promise<void> {
  const within = (path: Prisma.Sql) =>
    Prisma.sql`starts_with(${path}, (SELECT s.path FROM customers s WHERE s.i_customer = ${i_scope}))`;
  const login = Prisma.sql`(SELECT w.i_customer FROM web_users w WHERE w.login_key = k.parent_key AND w.default_user)`;
  // another system's ids are its own
  const parentId =
    act.key !== "id" && act.columns.includes("i_customer")
      ? Prisma.sql`NULL::int`
      : Prisma.sql`CASE WHEN k.parent_key ~ '^[0-9]{1,9}$' THEN k.parent_key::int END`;
  const hasLogin = act.columns.includes("web_login");
  const changes = act.mode !== "create";
  // what identifies customers stays
  const [renames, relogs] = [
    act.columns.includes("name") && act.key !== "name",
    hasLogin && act.key !== "login",
  ];
  await ifCurrent(i_job, act, async (db) => {
    // nobody knows yet how many rows there are: what is joined row by row would take their square
    await db.$executeRaw`SET LOCAL enable_nestloop = off`;
    await writeRows(
      db,
      Prisma.sql`
      WITH RECURSIVE k AS MATERIALIZED (
        SELECT r.* FROM import_rows r WHERE r.i_job = ${i_job}),
      -- what a row can be named by: its name before its login before its id; of several the first
      named AS MATERIALIZED (
        SELECT DISTINCT ON (own_key) own_key, "row" FROM (
          SELECT name_key AS own_key, 1 AS kind, "row" FROM k
          UNION ALL SELECT login_key, 2, "row" FROM k
          UNION ALL SELECT known_id::text, 3, "row" FROM k) o
         WHERE own_key IS NOT NULL ORDER BY own_key, kind, "row"),
      placed AS MATERIALIZED (
        SELECT k."row", k.name_key, k.address_key, k.host_key, k.verdict, c.i_customer,
               CASE WHEN c.i_customer IS NULL THEN p.path ELSE c.above END AS line,
               CASE WHEN c.i_customer IS NULL OR ${hasLogin} THEN k.login_key END AS login_key,
               CASE WHEN k.parent_key IS NULL THEN ${act.parent} ELSE p.i_customer END AS i_parent,
               CASE WHEN p.i_customer IS NULL AND c.i_customer IS NULL THEN a."row" END AS parent_row
          FROM k LEFT JOIN named a ON a.own_key = k.parent_key
               LEFT JOIN LATERAL (
                 SELECT c.i_customer, left(c.path, -length(c.i_customer || '/')) AS above
                   FROM customers c ${act.key === "login" ? Prisma.sql`JOIN web_users w ON w.i_customer = c.i_customer AND w.default_user` : Prisma.empty}
                  WHERE ${known[act.key]} AND c.i_customer <> ${i_scope} AND ${within(Prisma.sql`c.path`)} LIMIT 1) c ON true
               LEFT JOIN LATERAL (
                 SELECT p.i_customer, p.path FROM customers p
                  WHERE k.parent_key IS NOT NULL AND ${within(Prisma.sql`p.path`)}
                    AND (p.name_key = k.parent_key OR p.i_customer = ${login} OR p.i_customer = ${parentId})
                  ORDER BY p.name_key = k.parent_key DESC, p.i_customer = ${parentId} LIMIT 1) p ON true),
      about AS MATERIALIZED (
        SELECT DISTINCT ON (i_customer) i_customer, "row", name_key, login_key FROM placed
         WHERE ${changes} AND i_customer IS NOT NULL ORDER BY i_customer, "row"),
      above AS (
        SELECT DISTINCT ON (x."row") x."row", a."row" AS above_row
          FROM (SELECT p."row", id, place FROM placed p, unnest(${idsAlong(Prisma.sql`p.line`)}) WITH ORDINALITY AS l (id, place)) x
               JOIN about a ON a.i_customer = x.id
         ORDER BY x."row", x.place DESC),
      held AS (
        SELECT p."row", min(a."row") FILTER (WHERE a.name_key <> p.name_key AND h.by = 'name') AS by_name,
               min(a."row") FILTER (WHERE a.login_key <> p.login_key AND h.by = 'login') AS by_login
          FROM placed p
               JOIN LATERAL (
                 SELECT c.i_customer, 'name' AS by FROM customers c WHERE ${renames} AND c.name_key = p.name_key
                 UNION ALL
                 SELECT w.i_customer, 'login' FROM web_users w WHERE ${relogs} AND w.login_key = p.login_key) h
                 ON h.i_customer IS DISTINCT FROM p.i_customer
               JOIN about a ON a.i_customer = h.i_customer
         WHERE ${changes && (renames || relogs)} GROUP BY p."row"),
      twins AS (
        SELECT "row",
               CASE WHEN i_customer IS NOT NULL THEN coalesce(lag("row") OVER same, lead("row") OVER same) END AS by_customer,
               CASE WHEN name_key IS NOT NULL THEN coalesce(lag("row") OVER named, lead("row") OVER named) END AS by_name,
               CASE WHEN login_key IS NOT NULL THEN coalesce(lag("row") OVER logging, lead("row") OVER logging) END AS by_login,
               CASE WHEN host_key IS NOT NULL THEN coalesce(lag("row") OVER hosting, lead("row") OVER hosting) END AS by_host,
               CASE WHEN address_key IS NULL THEN 1 ELSE count(*) OVER (PARTITION BY address_key) END AS addressed
          FROM placed
        WINDOW same AS (PARTITION BY i_customer ORDER BY "row"), named AS (PARTITION BY name_key ORDER BY "row"),
               logging AS (PARTITION BY login_key ORDER BY "row"), hosting AS (PARTITION BY host_key ORDER BY "row")),
      hung AS MATERIALIZED (
        SELECT p.*, a.above_row, coalesce(p.parent_row, a.above_row) AS hangs_on FROM placed p LEFT JOIN above a USING ("row")),
      tree AS (
        SELECT "row", 0 AS level, verdict IS NULL AS anew FROM hung WHERE hangs_on IS NULL
        UNION ALL SELECT p."row", t.level + 1, t.anew OR p.verdict IS NULL FROM tree t JOIN hung p ON p.hangs_on = t."row")
      UPDATE import_rows r
         SET i_customer = o.i_customer, i_parent = o.i_parent, parent_row = o.parent_row, above_row = o.above_row, level = o.level, turn = o.turn,
             twin = o.twin, twin_by = o.twin_by, addressed = o.addressed,
             verdict = CASE WHEN o.anew OR ${differs} THEN NULL ELSE r.verdict END
        FROM (SELECT p."row", p.i_customer, p.i_parent, p.parent_row, p.above_row, t.level, coalesce(t.anew, true) AS anew,
                     (row_number() OVER (ORDER BY t.level, p."row"))::int AS turn,
                     coalesce(w.by_customer, w.by_name, w.by_login, w.by_host, h.by_name, h.by_login) AS twin,
                     w.addressed::int AS addressed,
                     CASE WHEN w.by_customer IS NOT NULL THEN 'customer' WHEN w.by_name IS NOT NULL THEN 'name'
                          WHEN w.by_login IS NOT NULL THEN 'login' WHEN w.by_host IS NOT NULL THEN 'host'
                          WHEN h.by_name IS NOT NULL THEN 'held_name' WHEN h.by_login IS NOT NULL THEN 'held_login' END AS twin_by
                FROM hung p JOIN twins w USING ("row") LEFT JOIN held h USING ("row") LEFT JOIN tree t USING ("row")) o
       WHERE r.i_job = ${i_job} AND r."row" = o."row"
         AND (o.anew OR ${differs} OR r.turn IS DISTINCT FROM o.turn)`,
    );
  });
}

const differs = Prisma.sql`
  (r.i_customer, r.i_parent, r.parent_row, r.above_row, r.level, r.twin, r.twin_by, r.addressed)
    IS DISTINCT FROM (o.i_customer, o.i_parent, o.parent_row, o.above_row, o.level, o.twin, o.twin_by, o.addressed)`;
