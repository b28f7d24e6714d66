import { expect, it } from "vitest";
import { loadDemonstration } from "@/prisma/demonstration/load";
import { demonstrationLogInsStand } from "@/prisma/demonstration/log-ins";
import { database } from "@/server/database/client";
import { givenFreshDatabase } from "../database/fresh";

givenFreshDatabase();

it("the demonstration has about 1,200 customers on six levels, four currencies, a branch of 300, and its ledger adds up", async () => {
  const { customers, seconds } = await loadDemonstration();
  console.log(`demonstration: ${customers} customers in ${seconds.toFixed(1)} s`);
  expect(customers).toBeGreaterThan(1_000);
  expect(customers).toBeLessThan(1_500);
  const db = database();
  const [facts] = await db.$queryRaw<
    { levels: number; currencies: number; widest: number; unbalanced: number }[]
  >`
    SELECT max(depth)::int AS levels, count(DISTINCT base_currency)::int AS currencies,
           (SELECT max(n)::int FROM (SELECT count(*) AS n FROM customers GROUP BY i_wholesaler) AS w) AS widest,
           (SELECT count(*)::int FROM (SELECT i_customer, sum(amount) AS total FROM ledger GROUP BY 1) AS l
              JOIN customers c USING (i_customer) WHERE c.balance <> l.total) AS unbalanced
      FROM customers`;
  expect(facts).toMatchObject({ levels: 6, currencies: 4, unbalanced: 0 });
  expect(facts?.widest).toBeGreaterThanOrEqual(300);
  expect(await demonstrationLogInsStand()).toBe(true);
  expect(await loadDemonstration()).toMatchObject({ customers: 0 });
});
