import { describe, expect, it } from "vitest";
import { createCustomer } from "@/server/customers/create-customer";
import { deleteCustomer } from "@/server/customers/delete-customer";
import { getCustomerInfo } from "@/server/customers/get-customer-info";
import { listCustomers } from "@/server/customers/list-customers";
import { updateCustomer } from "@/server/customers/update-customer";
import { customer, freshName, refusalOf, tariff } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

describe("a reseller and its sub-customers", () => {
  it("creates a customer, reads it back, changes it and deletes it", async () => {
    const { i_customer, actor } = await customer(1);
    const i_tariff = await tariff(i_customer);
    const name = freshName();
    const made = await createCustomer(actor, {
      i_tariff,
      name,
      web_password: "a good long one",
      balance: "12.5",
      customers_mgmt: 3,
    });
    const { customer: info } = await getCustomerInfo(actor, { i_customer: made.i_customer });
    expect(info).toMatchObject({
      name,
      web_login: name,
      balance: "12.500000",
      customers_mgmt: 3,
      i_wholesaler: i_customer,
      base_currency: "USD",
      blocked: false,
    });
    expect(info).not.toHaveProperty("web_password");
    await updateCustomer(actor, { i_customer: made.i_customer, city: "Reykjavík", balance: 10 });
    expect((await getCustomerInfo(actor, { name })).customer).toMatchObject({
      city: "Reykjavík",
      balance: "10.000000",
    });
    expect((await listCustomers(actor, {})).customers).toHaveLength(1);
    await deleteCustomer(actor, { i_customer: made.i_customer });
    expect(await refusalOf(getCustomerInfo(actor, { name }))).toMatchObject({ code: 404 });
  });

  it("is told that a name is taken", async () => {
    const { actor } = await customer(1);
    const name = freshName();
    await createCustomer(actor, { i_tariff: null, name, web_password: "a good long one" });
    expect(
      await refusalOf(
        createCustomer(actor, { i_tariff: null, name: name.toUpperCase(), web_password: "a good long one" }),
      ),
    ).toMatchObject({ code: 409, attribute: "name" });
    expect(
      await refusalOf(
        createCustomer(actor, {
          i_tariff: null,
          name: freshName(),
          web_login: name,
          web_password: "a good long one",
        }),
      ),
    ).toMatchObject({ code: 409, attribute: "web_login" });
  });

  it("costs a fixed number of statements, whatever the depth", async () => {
    let top = 1;
    const counts: string[] = [];
    for (let level = 0; level < 5; level += 1) {
      const { i_customer, actor } = await customer(top);
      const i_tariff = await tariff(i_customer);
      const name = freshName();
      const create = await countStatements(() =>
        createCustomer(actor, { i_tariff, name, web_password: "a good long one", balance: 5 }),
      );
      const read = await countStatements(() => getCustomerInfo(actor, { name }));
      const list = await countStatements(() => listCustomers(actor, { limit: 25 }));
      const update = await countStatements(() =>
        updateCustomer(actor, { i_customer, name: freshName() }).catch(() => undefined),
      );
      counts.push(`${create.count} ${read.count} ${list.count} ${update.count}`);
      top = i_customer;
      if (level === 0) console.log(create.texts.map((t) => t.slice(0, 60)));
    }
    expect(new Set(counts).size).toBe(1);
    const [create = 99, read = 99, list = 99] = (counts[0] ?? "").split(" ").map(Number);
    expect(create).toBeLessThanOrEqual(10);
    expect(read).toBeLessThanOrEqual(3);
    expect(list).toBeLessThanOrEqual(3);
  });
});
