import { expect, it } from "vitest";
import type { Actor } from "@/server/actor";
import { findCustomers, sortingNames } from "@/server/customers/find-customers";
import { customer, freshName } from "../builders";
import { givenFreshDatabase } from "../database/fresh";

givenFreshDatabase();

async function tenBelow(): Promise<Actor> {
  const { actor, i_customer } = await customer(1);
  // some that are equal, so that the id decides
  for (let index = 0; index < 10; index += 1)
    await customer(i_customer, {
      name: `${index % 3} ${freshName()}`,
      balance: `${(index % 4) - 1}.5`,
      company_name: `Company ${index % 2}`,
    });
  return actor;
}

it("pages of any sorting, in either order, hold everyone once, and go back the way they came", async () => {
  const actor = await tenBelow();
  for (const sort of sortingNames)
    for (const order of ["asc", "desc"]) {
      const filter = { sort, order, direct: "1", limit: 3 };
      const whole = await findCustomers(actor, { ...filter, limit: 50 });
      const pages: number[][] = [];
      let page = await findCustomers(actor, filter);
      pages.push(page.customers.map(({ i_customer }) => i_customer));
      while (page.next) {
        page = await findCustomers(actor, { ...filter, after: page.next });
        pages.push(page.customers.map(({ i_customer }) => i_customer));
      }
      expect(pages.flat(), `${sort} ${order}`).toEqual(whole.customers.map(({ i_customer }) => i_customer));
      for (const before of pages.slice(0, -1).reverse()) {
        page = await findCustomers(actor, { ...filter, after: page.previous });
        expect(
          page.customers.map(({ i_customer }) => i_customer),
          `${sort} ${order}`,
        ).toEqual(before);
      }
    }
});

it("a place that was written by hand begins at the beginning", async () => {
  const actor = await tenBelow();
  const first = await findCustomers(actor, { limit: 3 });
  for (const after of ["x", "W10", Buffer.from('["x",1e99,0]').toString("base64url")])
    expect((await findCustomers(actor, { limit: 3, after })).customers).toEqual(first.customers);
});

it("contact data is searched at every level, and shown at the direct one alone", async () => {
  const { actor, i_customer } = await customer(1);
  const direct = await customer(i_customer, { email: "direct@findable.example", phone: "+1 555 0100" });
  const deep = await customer(direct.i_customer, { email: "deep@findable.example" });
  const found = await findCustomers(actor, { q: "findable", sort: "id" });
  expect(found.customers.map(({ i_customer, email, phone }) => [i_customer, email, phone])).toEqual([
    [direct.i_customer, "direct@findable.example", "+1 555 0100"],
    [deep.i_customer, null, null],
  ]);
});
