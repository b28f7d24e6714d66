import { describe, expect, it } from "vitest";
import { database, inTransaction, type Queries } from "@/server/database/client";
import { Prisma } from "@/server/database/generated/client";
import { readRows, writeRows } from "@/server/database/rows";
import { customer } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const at = new Date("2026-02-28T23:59:59.123Z");
const everyType = Prisma.sql`
  SELECT ${-5}::int AS int, ${9007199254740993n}::bigint AS bigint, ${"o'clock \\ é"}::text AS text, ${true}::boolean AS boolean,
         ${at}::timestamptz(3) AS moment, ${new Uint8Array([0, 1, 255])}::bytea AS bytes, ${'{"a": [1, null]}'}::json AS json,
         ${1.5}::float8 AS float, ${[3, 1]}::int[] AS ints, ${["a,b", 'c"d']}::text[] AS texts, ${null}::int AS nothing`;

const city = async (db: Queries, i_customer: number) =>
  (
    await readRows<{ city: string }>(
      db,
      Prisma.sql`SELECT city FROM customers WHERE i_customer = ${i_customer}`,
    )
  )[0]?.city;
const move = async (db: Queries, i_customer: number, to: string) =>
  await writeRows(db, Prisma.sql`UPDATE customers SET city = ${to} WHERE i_customer = ${i_customer}`);

describe("a statement that goes past Prisma", () => {
  it("brings the same values as through it", async () => {
    const [straight] = await readRows<Record<string, unknown>>(database(), everyType);
    const [through] = await database().$queryRaw<Record<string, unknown>[]>(everyType);
    const plain = (row: Record<string, unknown> = {}) => ({
      ...row,
      bytes: Buffer.from(row.bytes as Uint8Array),
    });
    expect(plain(straight)).toEqual(plain(through));
    expect(straight?.moment).toEqual(at);
  });

  it("belongs to the transaction, what Prisma wrote there included, and ends with it", async () => {
    const { i_customer } = await customer(1, { city: "Quito" });
    let late: Queries | undefined;
    const failed = inTransaction(async (tx) => {
      late = tx;
      expect(await move(tx, i_customer, "Lima")).toBe(1);
      const found = await tx.customer.findUniqueOrThrow({ where: { i_customer }, select: { city: true } });
      expect(found.city).toBe("Lima");
      await tx.customer.update({ where: { i_customer }, data: { city: "Cusco" }, select: { city: true } });
      expect(await city(tx, i_customer)).toBe("Cusco");
      expect(await city(database(), i_customer)).toBe("Quito");
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect(await city(database(), i_customer)).toBe("Quito");
    if (late) await expect(move(late, i_customer, "Lima")).rejects.toThrow("the transaction is over");
    await inTransaction(async (tx) => await move(tx, i_customer, "Lima"));
    expect(await city(database(), i_customer)).toBe("Lima");
  });

  it("works in a transaction that Prisma began for somebody else, too", async () => {
    const { i_customer } = await customer(1, { city: "Quito" });
    await database().$transaction(async (tx) => {
      expect(await move(tx, i_customer, "Lima")).toBe(1);
      expect(await city(tx, i_customer)).toBe("Lima");
      expect(await city(database(), i_customer)).toBe("Quito");
    });
    expect(await city(database(), i_customer)).toBe("Lima");
  });

  it("keeps transactions that run at once apart", async () => {
    const made = await Promise.all(Array.from({ length: 6 }, async () => (await customer(1)).i_customer));
    await Promise.all(
      made.map(
        async (i_customer) =>
          await inTransaction(async (tx) => {
            for (const to of ["Lima", `City ${i_customer}`]) {
              await move(tx, i_customer, to);
              expect(await city(tx, i_customer)).toBe(to);
            }
          }),
      ),
    );
    for (const i_customer of made) expect(await city(database(), i_customer)).toBe(`City ${i_customer}`);
  });

  it("never takes a forgotten value for NULL", async () => {
    const forgotten = undefined as unknown as string;
    await expect(readRows(database(), Prisma.sql`SELECT ${forgotten}::text`)).rejects.toThrow("undefined");
  });
});
