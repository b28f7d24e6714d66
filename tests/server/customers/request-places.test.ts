import { expect, it } from "vitest";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { noteLineage } from "@/server/tree/request-lineage";
import { lineageOf } from "@/server/tree/tree";
import { customer } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { blockCustomer, getAliasStanding, viewCustomer } = operations;

it("operations of one request look for a customer once, those of another and after a write anew, and nobody finds a neighbour's", async () => {
  const [top, beside] = [await customer(1), await customer(1)];
  const below = await customer(top.i_customer);
  const theirs = await customer(beside.i_customer);
  const asked = { i_customer: below.i_customer };
  const statements = async (actor: typeof top.actor) =>
    (await countStatements(() => getAliasStanding(actor, asked))).count;

  const request = { ...top.actor };
  noteLineage(request, await lineageOf(database(), top.i_customer));
  await viewCustomer(request, asked);
  expect(await statements(request)).toBe(1);
  expect(await getAliasStanding(request, asked)).toEqual(await getAliasStanding(top.actor, asked));
  await expect(getAliasStanding(request, { i_customer: theirs.i_customer })).rejects.toMatchObject({
    code: 404,
  });

  await blockCustomer(request, { ...asked, reason: "fraud", note: "", text: "" });
  expect(await statements(request)).toBe(2);
  expect(await statements({ ...top.actor })).toBe(2);
});
