import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { loadDemonstration } from "@/prisma/demonstration/load";
import { demonstrationLogInsStand } from "@/prisma/demonstration/log-ins";
import { systemActor } from "@/server/actor/system-actor";
import { demonstrationPassword } from "@/server/credentials/demonstration-password";
import { isPassword } from "@/server/credentials/password-hash";
import { explainRights } from "@/server/customers/explain-rights";
import { database } from "@/server/database/client";
import { fresh, givenFreshDatabase } from "../database/fresh";

givenFreshDatabase();

describe("the demonstration", () => {
  beforeAll(async () => {
    expect(await demonstrationLogInsStand()).toBe(false);
    const began = performance.now();
    const brokenOff = expect(loadDemonstration()).rejects.toThrow();
    await loseConnectionsAfter(100);
    await brokenOff;
    expect(await demonstrationLogInsStand()).toBe(false);
    const { customers } = await loadDemonstration();
    const seconds = (performance.now() - began) / 1000;
    console.log(`demonstration: ${customers} customers in ${seconds.toFixed(1)} s, broken off once`);
    expect(await database().customer.count()).toBe(customers);
  }, 120_000);

  it("has about 1,200 customers on six levels below four resellers in four currencies", async () => {
    const [facts] = await database().$queryRaw<Record<string, number>[]>`
      SELECT count(*)::int AS customers, max(depth)::int AS levels,
             count(DISTINCT base_currency) FILTER (WHERE depth = 1)::int AS currencies,
             count(*) FILTER (WHERE depth = 1)::int AS resellers,
             count(*) FILTER (WHERE balance < 0)::int AS in_debt,
             count(*) FILTER (WHERE i_tariff IS NOT NULL)::int AS with_tariff
        FROM customers`;
    expect(facts).toMatchObject({ levels: 6, currencies: 4, resellers: 4 });
    expect(facts?.customers).toBeGreaterThan(1_100);
    expect(facts?.customers).toBeLessThan(1_300);
    expect(facts?.in_debt).toBeGreaterThan(100);
    expect(facts?.with_tariff).toBeGreaterThan(50);
  });

  it("has a branch of 300 below its reseller", async () => {
    const [wide] = await database().$queryRaw<{ children: number; above: string }[]>`
      SELECT count(*)::int AS children, max(u.login) AS above
        FROM customers c JOIN customers p ON p.i_customer = c.i_wholesaler
        JOIN web_users u ON u.i_customer = p.i_wholesaler
       GROUP BY c.i_wholesaler ORDER BY 1 DESC LIMIT 1`;
    expect(wide).toEqual({ children: 300, above: "reseller" });
  });

  it("has ledgers that add up to the balances, entry by entry", async () => {
    const [ledger] = await database().$queryRaw<Record<string, number>[]>`
      SELECT count(*) FILTER (WHERE balance_before + amount <> balance_after)::int AS wrong,
             count(*) FILTER (WHERE place > 1)::int AS changes,
             (SELECT count(*)::int FROM customers c WHERE c.balance <>
               (SELECT sum(amount) FROM ledger l WHERE l.i_customer = c.i_customer)) AS unbalanced
        FROM ledger`;
    expect(ledger).toMatchObject({ wrong: 0, unbalanced: 0 });
    expect(ledger?.changes).toBeGreaterThan(50);
  });

  it("has a reseller who lost rights that those below it still hold", async () => {
    const db = database();
    const { i_customer, path } = await db.customer.findFirstOrThrow({ where: { name: "Harbour Telecom" } });
    const holder = await db.customer.findFirstOrThrow({
      where: { path: { startsWith: path }, i_customer: { not: i_customer }, customers_mgmt: 7 },
    });
    const { rights } = await explainRights(systemActor, { i_customer: holder.i_customer });
    expect(rights.customers_mgmt).toMatchObject({ own: 7, inForce: 3 });
    expect(rights.customers_mgmt?.lacking[4]).toMatchObject({ name: "Harbour Telecom" });
  });

  it("has three log-ins with one password, which counts as their owners' own", async () => {
    const users = await database().webUser.findMany({
      where: { password_foreign: false },
      orderBy: { login: "asc" },
      select: { login: true, password_hash: true, customer: { select: { depth: true } } },
    });
    expect(users.map(({ login, customer }) => [login, customer.depth])).toEqual([
      ["customer", 2],
      ["reseller", 1],
      ["ssp-root", 0],
    ]);
    for (const { password_hash } of users) {
      expect(await isPassword(demonstrationPassword, password_hash)).toBe(true);
    }
    expect(await demonstrationLogInsStand()).toBe(true);
  });

  it("is loaded once: what was deleted or changed stays so", async () => {
    const db = database();
    await db.webUser.updateMany({ where: { login_key: "ssp-root" }, data: { password_hash: null } });
    const before = await db.customer.count();
    expect(await loadDemonstration()).toEqual({ customers: 0, seconds: 0 });
    expect(await db.customer.count()).toBe(before);
    expect((await db.webUser.findFirst({ where: { login_key: "ssp-root" } }))?.password_hash).toBeNull();
  });
});

/** Ends the program's connections, as a killed database does, once so many customers are there. */
async function loseConnectionsAfter(customers: number): Promise<void> {
  // a role may end its own connections
  const client = new pg.Client({ connectionString: fresh.applicationUrl });
  await client.connect();
  for (let count = 0; count < customers; ) {
    const { rows } = await client.query<{ count: number }>("SELECT count(*)::int AS count FROM customers");
    count = rows[0]?.count ?? 0;
  }
  await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                      WHERE datname = current_database() AND application_name = 'trellis'`);
  await client.end();
}
