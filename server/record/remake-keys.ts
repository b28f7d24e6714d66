import { database, type Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { keyEnd, keyVersion, loginKeys, nameKeys } from "../ground/text/unique-key";
import {
  contactOrders,
  keyedColumns,
  type Searched,
  type SearchedPerson,
  searchText,
  searchVersion,
} from "./search-text";

const batchSize = 500;

/** What we make a row's keys from. */
type Row = {
  readonly id: number;
  /** the customer among whose names it must be unique; 0: among everybody's */
  readonly owner: number;
  readonly key: string;
  readonly [column: string]: unknown;
};

/** A table with keys: what we make them from, and the columns of text that we make. */
type Keyed = {
  readonly name: "customers" | "web_users" | "tariffs" | "routing_groups" | "profiles";
  readonly id: string;
  /** of the rules that make what is stored; a sum of such versions, as each is only ever raised */
  readonly version: number;
  readonly keyColumn: "name_key" | "login_key";
  readonly owner: "0" | "i_customer";
  /** what else we read of a row `t` */
  readonly columns: Prisma.Sql;
  readonly keysOf: (row: Row) => { readonly key: string } & Readonly<Record<string, string>>;
};

const names = { version: keyVersion, columns: Prisma.sql`t.name`, keysOf: keysOfName };

const tables: readonly Keyed[] = [
  {
    name: "customers",
    id: "i_customer",
    version: keyVersion + searchVersion,
    keyColumn: "name_key",
    owner: "0",
    columns: Prisma.sql`
      ${keyedColumns("t")},
      (SELECT w.login FROM web_users w WHERE w.i_customer = t.i_customer AND w.default_user) AS web_login,
      (SELECT coalesce(json_agg(json_build_object('login', CASE WHEN w.default_user THEN '' ELSE w.login END,
                                                  'email', w.email) ORDER BY w.i_web_user), '[]')
         FROM web_users w WHERE w.i_customer = t.i_customer AND (NOT w.default_user OR w.email <> '')) AS people`,
    keysOf: (row) => {
      // the columns above have these types
      const values = row as unknown as Searched & { city: string; people: SearchedPerson[] };
      return {
        ...keysOfName(row),
        ...contactOrders(values),
        search_text: searchText(values, values.people),
      };
    },
  },
  {
    name: "web_users",
    id: "i_web_user",
    version: keyVersion,
    keyColumn: "login_key",
    owner: "0",
    columns: Prisma.sql`t.login`,
    keysOf: (row) => {
      const { login_key: key, login_order } = loginKeys(String(row.login));
      return { key, login_order };
    },
  },
  { name: "tariffs", id: "i_tariff", keyColumn: "name_key", owner: "i_customer", ...names },
  { name: "routing_groups", id: "i_routing_group", keyColumn: "name_key", owner: "i_customer", ...names },
  { name: "profiles", id: "i_profile", keyColumn: "name_key", owner: "i_customer", ...names },
];

function keysOfName(row: Row): { key: string; name_order: string } {
  const { name_key: key, name_order } = nameKeys(String(row.name));
  return { key, name_order };
}

/**
 * Remakes the stored keys if another version's rules made them: in batches, each a transaction that also notes how far it
 * came, so that a killed start continues there. If two rows have the same key by the new rules, the younger keeps its
 * name, and its key ends with its id (see `isTwin`). Two processes take turns.
 * @returns how many rows it went through; 0 if all keys were up to date
 */
export async function remakeKeys(): Promise<number> {
  let count = 0;
  const done = await readRows<{ name: string; version: number }>(
    database(),
    Prisma.sql`SELECT name, version FROM key_rounds WHERE done`,
  );
  const isDone = ({ name, version }: Keyed) =>
    done.some((round) => round.name === name && round.version === version);
  for (const table of tables.filter((one) => !isDone(one))) {
    for (;;) {
      const made = await database().$transaction(async (tx) => await remakeBatch(tx, table), {
        timeout: 120_000,
      });
      if (made === null) break;
      count += made;
    }
  }
  return count;
}

/** @returns how many rows were in the batch; null if the table is done */
async function remakeBatch(db: Queries, table: Keyed): Promise<number | null> {
  await db.$executeRaw`
    INSERT INTO key_rounds (name, version) VALUES (${table.name}, ${table.version})
    ON CONFLICT (name) DO UPDATE SET version = excluded.version, up_to = 0, done = false
     WHERE key_rounds.version <> excluded.version`;
  const [round] = await db.$queryRaw<{ up_to: number; done: boolean }[]>`
    SELECT up_to, done FROM key_rounds WHERE name = ${table.name} FOR UPDATE`;
  if (!round || round.done) return null;
  const [name, id, key] = [table.name, table.id, table.keyColumn].map((word) => Prisma.raw(`"${word}"`));
  const rows = await db.$queryRaw<Row[]>`
    SELECT t.${id} AS id, ${Prisma.raw(table.owner)} AS owner, t.${key} AS key, ${table.columns}
      FROM ${name} t WHERE t.${id} > ${round.up_to} ORDER BY t.${id} LIMIT ${batchSize} FOR UPDATE OF t`;
  const last = rows.at(-1);
  if (!last) {
    await db.$executeRaw`UPDATE key_rounds SET done = true WHERE name = ${table.name}`;
    return null;
  }
  await writeKeys(db, table, rows, last.id);
  await db.$executeRaw`UPDATE key_rounds SET up_to = ${last.id} WHERE name = ${table.name}`;
  return rows.length;
}

async function writeKeys(db: Queries, table: Keyed, rows: readonly Row[], upTo: number): Promise<void> {
  const [name, id, key] = [table.name, table.id, table.keyColumn].map((word) => Prisma.raw(`"${word}"`));
  const made = rows.map((row) => ({ row, keys: table.keysOf(row) }));
  const holders = await db.$queryRaw<{ id: number; owner: number; key: string }[]>`
    SELECT t.${id} AS id, ${Prisma.raw(table.owner)} AS owner, t.${key} AS key FROM ${name} t
     WHERE t.${key} = ANY (${made.map(({ keys }) => keys.key)}::text[])
       AND ${Prisma.raw(table.owner)} = ANY (${[...new Set(rows.map(({ owner }) => owner))]}::int[])`;
  const inBatch = new Set(rows.map((row) => row.id));
  // older rows already have their new keys
  const taken = new Set(
    holders.filter((one) => one.id <= upTo && !inBatch.has(one.id)).map((one) => `${one.owner} ${one.key}`),
  );
  const final = made.map(({ row, keys: { key: wanted, ...more } }) => {
    const place = `${row.owner} ${wanted}`;
    const isTaken = taken.has(place);
    taken.add(place);
    return { id: row.id, was: row.key, key: isTaken ? `${wanted}${keyEnd}${row.id}` : wanted, ...more };
  });
  // first move rows aside whose key changes or goes to another row, since the index checks each row as we write it
  const moved = final.filter((one) => one.key !== one.was).map((one) => one.id);
  const inTheWay = holders.filter((one) => one.id > upTo).map((one) => one.id);
  await db.$executeRaw`
    UPDATE ${name} t SET ${key} = left(t.${key}, 200) || ${keyEnd}::text || ${keyEnd}::text || t.${id}
     WHERE t.${id} = ANY (${[...moved, ...inTheWay]}::int[])`;
  const columns = Object.keys(final[0] ?? {}).filter((column) => !["id", "was", "key"].includes(column));
  const of = (row: string) => columns.map((column) => Prisma.raw(`${row}."${column}"`));
  const set = columns.map((column) => Prisma.raw(`"${column}" = made."${column}"`));
  const types = Prisma.raw(["id int", "key text", ...columns.map((column) => `"${column}" text`)].join(", "));
  // most rows stay as they are, and each that is written is written into all indexes
  await db.$executeRaw`
    UPDATE ${name} t SET ${Prisma.join([Prisma.sql`${key} = made.key`, ...set])}
      FROM json_to_recordset(${JSON.stringify(final)}::json) AS made (${types})
     WHERE t.${id} = made.id
       AND (${Prisma.join([Prisma.sql`t.${key}`, ...of("t")])}) IS DISTINCT FROM (${Prisma.join([Prisma.sql`made.key`, ...of("made")])})`;
}
