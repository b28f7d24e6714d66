import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getCustomerInfo } from "@/server/customers/get-customer-info";
import { listCustomers } from "@/server/customers/list-customers";
import { updateCustomer } from "@/server/customers/update-customer";
import { closeDatabase, database, inTransaction } from "@/server/database/client";
import { runJobs } from "@/server/doors/jobs/run-jobs";
import { provideSettings } from "@/server/ground/settings";
import { enqueue } from "@/server/queue/enqueue";
import { customer, freshName, refusalOf } from "../../builders";
import { fresh, givenFreshDatabase } from "../../database/fresh";
import { type PgBouncer, pgBouncerItself, startPgBouncer } from "../../database/pgbouncer";
import { demand } from "../../foreign";

givenFreshDatabase("cheap", "by hand");

it("PgBouncer is there to stand in front of the database", ({ skip }) => demand(pgBouncerItself, skip));

describe.skipIf(!pgBouncerItself.isThere)("behind PgBouncer, which pools transactions", () => {
  let pgBouncer: PgBouncer;

  const connectThrough = async (prepared: "0" | "1") => {
    await closeDatabase();
    provideSettings({ DATABASE_URL: pgBouncer.url, DATABASE_PREPARED: prepared });
  };

  beforeAll(async () => {
    // new connections start in this zone, those of PgBouncer too
    const role = new pg.Client({ connectionString: fresh.applicationUrl });
    await role.connect();
    await role.query(
      `ALTER ROLE trellis_app IN DATABASE ${new URL(fresh.applicationUrl).pathname.slice(1)} SET TimeZone = 'America/New_York'`,
    );
    await role.end();
    pgBouncer = await startPgBouncer(fresh.applicationUrl);
    await connectThrough("0");
  });
  afterAll(async () => {
    provideSettings({ DATABASE_PREPARED: "" });
    await closeDatabase();
    await pgBouncer.end();
  });

  it("operations that read, write, refuse and lock work for many at once", async () => {
    const { i_customer, actor } = await customer(1);
    const made = await Promise.all(
      Array.from({ length: 30 }, async (_, number) => {
        const { i_customer: id } = await customer(i_customer, { name: freshName() });
        await updateCustomer(actor, { i_customer: id, city: `City ${number}`, balance: number });
        const { customer: info } = await getCustomerInfo(actor, { i_customer: id });
        expect(info).toMatchObject({ city: `City ${number}`, balance: `${number}.000000` });
        expect(await refusalOf(updateCustomer(actor, { i_customer: id, name: "" }))).toMatchObject({
          code: 400,
        });
        return id;
      }),
    );
    const { customers } = await listCustomers(actor, {});
    expect(customers.map((one) => one.i_customer)).toEqual(made.toSorted((one, other) => one - other));
  });

  it("times mean the same, whatever zone its connections to the database began with", async () => {
    const zones = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const [row] = await database().$queryRaw<{ zone: string; apart: number }[]>`
          SELECT current_setting('TimeZone') AS zone,
                 abs(extract(epoch FROM now() - ${new Date()}::timestamptz))::float8 AS apart`;
        expect(row?.apart).toBeLessThan(60);
        return row?.zone;
      }),
    );
    expect(new Set(zones)).toEqual(new Set(["UTC"]));
  });

  it.each([
    ["past it", () => fresh.applicationUrl],
    // notices get lost there, and jobs come some seconds later
    ["through it, too", () => pgBouncer.url],
  ])("jobs are queued through it and taken %s", async (_way, url) => {
    provideSettings({ JOBS_DATABASE_URL: url() });
    const taken: unknown[] = [];
    const rounds: unknown[] = [];
    const end = await runJobs({
      tasks: { sendMail: async (payload) => taken.push(payload) },
      rounds: [{ name: "round", everySeconds: 1, run: async () => rounds.push(1) }],
    });
    try {
      await Promise.all(
        Array.from({ length: 10 }, async (_, number) => {
          await inTransaction(async (tx) => await enqueue(tx, "sendMail", { i_mail: String(number) }));
        }),
      );
      while (taken.length < 10 || rounds.length === 0) await pause(20);
      expect(taken).toHaveLength(10);
    } finally {
      await end();
      provideSettings({ JOBS_DATABASE_URL: "" });
    }
  });

  it("statements prepared by name get lost, which is what the setting is for", async () => {
    await connectThrough("1");
    const read = async () =>
      await database().$queryRaw`SELECT i_customer FROM customers WHERE i_customer = ${1}`;
    const many = async () => await Promise.all(Array.from({ length: 30 }, read));
    await expect(
      (async () => {
        for (let round = 0; round < 5; round += 1) await many();
      })(),
    ).rejects.toThrow(/prepared statement/);
  });
});
