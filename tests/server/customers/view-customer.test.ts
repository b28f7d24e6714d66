import { expect, it } from "vitest";
import { operations } from "@/server/doors/operations";
import { customer, freshName } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { blockCustomer, changeCreditLimit, viewCustomer } = operations;

it("a page learns of a customer at once what the operations tell one by one, and of oneself neither blocks nor funds", async () => {
  const top = await customer(1);
  const middle = await customer(top.i_customer, { name: `Middle ${freshName()}`, customers_mgmt: 7 });
  const bottom = await customer(middle.i_customer, { max_depth: 5 });
  await changeCreditLimit(top.actor, { i_customer: middle.i_customer, credit_limit: "25" });
  await blockCustomer(top.actor, { i_customer: middle.i_customer, reason: "fraud", note: "", text: "" });
  for (const { actor } of [top, middle]) {
    for (const { i_customer } of [middle, bottom]) {
      const asked = { i_customer };
      const isOwn = i_customer === actor.i_customer;
      const { booked: _booked, ...funds } = isOwn
        ? { booked: null }
        : await operations.previewFunds(actor, asked);
      const { customer: info } = await operations.getCustomerInfo(actor, asked);
      const { path } = await operations.findPath(actor, asked);
      const explained = await operations.explainRights(actor, asked);
      const alone = { customer: info, path, ...explained };
      expect(await viewCustomer(actor, asked)).toEqual({ ...alone, blocks: [], funds: null });
      expect(await viewCustomer(actor, { i_customer, summary: true })).toEqual({
        ...alone,
        blocks: isOwn ? [] : (await operations.explainBlocks(actor, asked)).blocks,
        funds: isOwn ? null : funds,
      });
    }
  }
  const counts = [];
  for (const summary of [false, true]) {
    const asked = { i_customer: middle.i_customer, summary };
    counts.push((await countStatements(() => viewCustomer(top.actor, asked))).count);
  }
  expect(counts).toEqual([1, 3]);
});
