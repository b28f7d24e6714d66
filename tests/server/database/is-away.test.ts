import pg from "pg";
import { expect, it } from "vitest";
import { closeDatabase, database, inTransaction, type Queries } from "@/server/database/client";
import { Prisma } from "@/server/database/generated/client";
import { isDatabaseAway } from "@/server/database/is-away";
import { readRows, writeRows } from "@/server/database/rows";
import { isReady } from "@/server/doors/front/health";
import { fresh, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const failureOf = async (sent: Promise<unknown>) =>
  await sent.then(
    () => null,
    (error: unknown) => error,
  );

const ways: readonly [string, (tx: Queries) => Promise<unknown>][] = [
  ["Prisma", async (tx) => await tx.currency.count()],
  ["past Prisma", async (tx) => await readRows(tx, Prisma.sql`SELECT count(*) FROM currencies`)],
];

it.each(ways)(
  "a transaction whose connection breaks is away, at once and afterwards: %s",
  async (_, read) => {
    const failures: unknown[] = [];
    const whole = await failureOf(
      inTransaction(async (tx) => {
        const [row] = await readRows<{ pid: number }>(tx, Prisma.sql`SELECT pg_backend_pid() AS pid`);
        await database().$queryRaw`SELECT pg_terminate_backend(${row?.pid})`;
        for (let tries = 0; tries < 3; tries += 1) failures.push(await failureOf(read(tx)));
        throw failures[0];
      }),
    );
    expect([...failures, whole].map(isDatabaseAway)).toEqual([true, true, true, true]);
    // the next one gets a connection that works
    expect(await database().currency.count()).toBeGreaterThan(0);
  },
);

it("a database that takes no writes is away: a standby, or a primary that lost its place", async () => {
  const failure = await failureOf(
    inTransaction(async (tx) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`;
      await writeRows(tx, Prisma.sql`DELETE FROM throttles`);
    }),
  );
  expect(isDatabaseAway(failure)).toBe(true);
  const throughPrisma = await failureOf(
    inTransaction(async (tx) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`;
      await tx.$executeRaw`DELETE FROM throttles`;
    }),
  );
  expect(isDatabaseAway(throughPrisma)).toBe(true);
});

it("nobody is ready on a database that takes no writes", async () => {
  expect(await isReady()).toBe(true);
  const role = new pg.Client({ connectionString: fresh.applicationUrl });
  await role.connect();
  const name = new URL(fresh.applicationUrl).pathname.slice(1);
  const set = async (what: string) => await role.query(`ALTER ROLE trellis_app IN DATABASE ${name} ${what}`);
  await set("SET default_transaction_read_only = on");
  await closeDatabase();
  expect(await isReady()).toBe("The database takes no writes.");
  await role.query("SET default_transaction_read_only = off");
  await set("RESET default_transaction_read_only");
  await role.end();
  await closeDatabase();
});

it("a refused value is no reason to try again", async () => {
  const failure = await failureOf(database().$queryRaw`SELECT 1 / 0`);
  expect(failure).not.toBeNull();
  expect(isDatabaseAway(failure)).toBe(false);
});
