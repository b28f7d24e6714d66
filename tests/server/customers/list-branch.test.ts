import { beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { windowSize } from "@/server/customers/branch/list-branch";
import { operations } from "@/server/doors/operations";
import { makeBranchSums } from "@/server/sums/make";
import { inDatabase } from "../../browser/stage/database";
import { actorOf, customer, tariff } from "../../builders";
import { countStatements, fresh, givenFreshDatabase } from "../../database/fresh";
import { statementsOf } from "../../database/recorded-statements";
import { insertCustomers } from "../../xmlapi/stage/many-customers";

givenFreshDatabase();

it("the sums of a branch begin with the reader's own currency", async () => {
  const reader = await customer(1, { i_tariff: await tariff(1, "USD") });
  const child = await customer(reader.i_customer, { i_tariff: await tariff(reader.i_customer, "EUR") });
  await customer(child.i_customer, { i_tariff: await tariff(child.i_customer, "USD") });
  await customer(child.i_customer, { i_tariff: await tariff(child.i_customer, "CHF") });
  const { branches } = await operations.listBranch(reader.actor, { i_customer: reader.i_customer });
  expect(branches[0]?.sums.map(({ currency }) => currency)).toEqual(["USD", "CHF", "EUR"]);
});

describe("of a customer with 250 children, many of one name,", () => {
  const all: number[] = [];
  let parent = { i_customer: 0, actor: systemActor };

  beforeAll(async () => {
    parent = await customer(1);
    await inDatabase(fresh.ownerUrl, async (owner) => {
      await insertCustomers(owner, parent.i_customer, 250);
      await owner.query("UPDATE customers SET name_order = i_customer % 7 WHERE i_wholesaler = $1", [
        parent.i_customer,
      ]);
      const { rows } = await owner.query<{ i_customer: number }>(
        `SELECT i_customer FROM customers WHERE i_wholesaler = $1 ORDER BY name_order COLLATE "C", i_customer`,
        [parent.i_customer],
      );
      all.push(...rows.map(({ i_customer }) => i_customer));
    });
    await makeBranchSums();
  });

  it("a window shows those that stand there by name, and how many there are in all", async () => {
    for (const offset of [0, 1, 99, 100, 200, 249, 250, 2_000_000]) {
      const asked = { i_customer: parent.i_customer, offset: String(offset) };
      const { branches, children } = await operations.listBranch(parent.actor, asked);
      expect(children).toBe(250);
      expect(branches.map(({ i_customer }) => i_customer)).toEqual(all.slice(offset, offset + windowSize));
    }
    const refused = operations.listBranch(parent.actor, { i_customer: parent.i_customer, offset: "-1" });
    await expect(refused).rejects.toMatchObject({ code: 400 });
  });

  it("each is found where the windows show it, in one statement however deep it is", async () => {
    const root = await actorOf(1);
    const deep = all[137] ?? 0;
    for (const [position, i_customer] of all.entries()) {
      if (position % 30 !== 17) continue;
      const { steps } = await operations.findInTree(parent.actor, { i_customer });
      expect(steps).toEqual([{ i_customer, position, children: 0 }]);
    }
    expect(await operations.findInTree(parent.actor, { i_customer: parent.i_customer })).toEqual({
      steps: [],
    });
    const { steps } = await operations.findInTree(root, { i_customer: deep });
    const { branches } = await operations.listBranch(root, { i_customer: 1 });
    expect(steps).toEqual([
      {
        i_customer: parent.i_customer,
        position: branches.findIndex(({ i_customer }) => i_customer === parent.i_customer),
        children: 250,
      },
      { i_customer: deep, position: 137, children: 0 },
    ]);
    const counts = [];
    for (const i_customer of [parent.i_customer, deep])
      counts.push((await countStatements(() => operations.findInTree(root, { i_customer }))).count);
    // its own after what every operation asks
    expect(counts).toEqual([2, 2]);
  });

  it("the place of a window, and of one who is searched for, are counted in the index alone", async () => {
    const i_customer = parent.i_customer;
    const sent = [
      ...(await statementsOf(() => operations.listBranch(parent.actor, { i_customer, offset: "200" }))),
      ...(await statementsOf(() => operations.findInTree(parent.actor, { i_customer: all[137] }))),
    ].filter(({ text }) => /OFFSET|AS position/.test(text));
    const plans = await inDatabase(fresh.ownerUrl, async (owner) => {
      // few rows are read at once; many would not be
      await owner.query("SET enable_seqscan = off; SET enable_bitmapscan = off");
      const found = [];
      for (const { text, values } of sent) {
        const { rows } = await owner.query<{ "QUERY PLAN": string }>(`EXPLAIN ${text}`, [...values]);
        found.push(rows.map((row) => row["QUERY PLAN"]).join("\n"));
      }
      return found;
    });
    const counted = /Index Only Scan using customers_i_wholesaler_name_order_i_customer_idx/g;
    expect(plans.map((plan) => plan.match(counted)?.length)).toEqual([1, 1]);
    expect(plans[0]).toMatch(/Index Cond: .*ROW\(\S*name_order, \S*i_customer\) >= ROW\(/);
    expect(plans[1]).toMatch(/Index Cond: .*ROW\(\S*name_order, \S*i_customer\) < ROW\(/);
  });
});
