import { type Queries, sendStraight } from "./client";
import { Prisma } from "./generated/client";

/**
 * Reads the rows of a statement past Prisma, which is for what is read or written with every call and page; everything else
 * goes through Prisma. It is the same connection and transaction.
 *
 * The statement says what types come back: `int` a number, `bigint` a BigInt, text, `timestamptz` a Date, `bytea` bytes,
 * `json` what it holds. Cast numbers with decimals to text, since Prisma would make objects of them.
 */
export async function readRows<Row>(db: Queries, sql: Prisma.Sql): Promise<Row[]> {
  const sent = await sendStraight(db, sql.text, sql.values.map(sendable));
  return sent ? sent.rows : await db.$queryRaw<Row[]>(sql);
}

/** Runs a statement the same way. @returns how many rows it wrote */
export async function writeRows(db: Queries, sql: Prisma.Sql): Promise<number> {
  const sent = await sendStraight(db, sql.text, sql.values.map(sendable));
  return sent ? (sent.rowCount ?? 0) : await db.$executeRaw(sql);
}

/** What an `UPDATE` sets. @param values by column, at least one; the names are our own */
export function assignments(values: Readonly<Record<string, unknown>>): Prisma.Sql {
  return Prisma.join(
    Object.entries(values).map(([column, value]) => Prisma.sql`${Prisma.raw(`"${column}"`)} = ${value}`),
  );
}

/** What an `INSERT INTO table` goes on with. @param values by column, at least one; the names are our own */
export function insertion(values: Readonly<Record<string, unknown>>): Prisma.Sql {
  const names = Object.keys(values).map((column) => Prisma.raw(`"${column}"`));
  return Prisma.sql`(${Prisma.join(names)}) VALUES (${Prisma.join(Object.values(values))})`;
}

/** As Prisma does, we refuse to take a forgotten value for NULL. */
function sendable(value: unknown): unknown {
  if (value === undefined) throw new Error("a statement's value is undefined");
  // the driver writes dates in the zone of the process, without the milliseconds' end
  return value instanceof Date ? value.toISOString() : value;
}
