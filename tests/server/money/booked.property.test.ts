import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fromMillionths, millionths } from "@/attributes/reading/decimal";
import { operations } from "@/server/doors/operations";
import { fc } from "@/tests/chance";
import { customer } from "../../builders";
import { fresh, givenFreshDatabase } from "../../database/fresh";
import { live, lives } from "../model/histories";

givenFreshDatabase("cheap", "by hand");

const owner: { client?: pg.Client } = {};
beforeAll(async () => {
  owner.client = new pg.Client({ connectionString: fresh.ownerUrl });
  await owner.client.connect();
});
afterAll(async () => await owner.client?.end());

const dayInMs = 86_400_000;

it("an overview's sums of thirty days, by kind, are the change of the balance, for every ledger", async () => {
  const { client } = owner;
  if (!client) throw new Error("connected before");
  const now = Date.now();
  // none so close to the bound that it crosses while the test runs
  const edge = now - 30 * dayInMs;
  const all = lives(now - 60 * dayInMs, now - 60_000, [edge + 600_000, edge - 600_000]);
  await fc.assert(
    fc.asyncProperty(all, async (drawn) => {
      const { actor, i_customer, path } = await scope();
      const ids = await live(client, { i_customer, path }, drawn);
      for (const [at, life] of drawn.entries()) {
        if (life.deletedAt !== null || life.entries.some((entry) => Math.abs(entry.at - edge) < 300_000))
          continue;
        const { balance, booked } = await operations.getOverview(actor, { i_wholesaler: ids[at] });
        const before = life.entries
          .filter((entry) => entry.at <= edge)
          .reduce((sum, one) => sum + one.amount, 0n);
        const change = booked.reduce((sum, { amount }) => sum + millionths(amount), 0n);
        expect(fromMillionths(before + change)).toBe(balance);
        for (const { kind, amount, entries } of booked) {
          const of = life.entries.filter((entry) => entry.at > edge && entry.kind === kind);
          expect(amount).toBe(fromMillionths(of.reduce((sum, one) => sum + one.amount, 0n)));
          expect(entries).toBe(of.length);
          expect(millionths(amount)).not.toBe(0n);
        }
      }
    }),
    { numRuns: 20 },
  );
});

async function scope() {
  const { i_customer, actor } = await customer(1);
  return { i_customer, actor, path: `1/${i_customer}/` };
}
