import pg from "pg";
import { expect, it } from "vitest";
import { delegatedNames } from "@/attributes/lists";
import { database } from "@/server/database/client";
import { codesWith, dormantBits, rightsCode } from "@/server/record/rights-code";
import { customer } from "../../builders";
import { fresh, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

it("the index of what customers hold has all rights that can be given, as the code has them", async () => {
  const owner = new pg.Client({ connectionString: fresh.ownerUrl });
  await owner.connect();
  const of = async (name: string) => {
    const { rows } = await owner.query<{ text: string }>("SELECT pg_get_indexdef($1::regclass) AS text", [
      name,
    ]);
    return rows[0]?.text.replace(name, "");
  };
  await owner.query(`CREATE INDEX customers_made_now ON customers (i_wholesaler, ${rightsCode("").sql})`);
  expect(await of("customers_rights_idx")).toBe(await of("customers_made_now"));
  await owner.query("DROP INDEX customers_made_now");
  await owner.end();
});

it("a parent that has everything finds no dormant right, and one that has less finds each that is held beyond that", async () => {
  const everything = Object.fromEntries(delegatedNames.map((name) => [name, 7]));
  expect(dormantBits(everything)).toBe(0);
  const { i_customer } = await customer(1, { customers_mgmt: 7, callshop_enabled: true });
  await customer(i_customer, { customers_mgmt: 0 });
  await customer(i_customer, { customers_mgmt: 2, callshop_enabled: true });
  await customer(i_customer, { customers_mgmt: 2, callshop_enabled: true });
  const found = async (rights: Record<string, number>) =>
    (await database().$queryRaw<{ code: number }[]>(codesWith(dormantBits(rights), i_customer))).length;
  // the first one has what whoever creates a customer gives it
  expect(await found({})).toBe(2);
  expect(await found(everything)).toBe(0);
  expect(await found({ ...everything, customers_mgmt: 2 })).toBe(0);
  expect(await found({ ...everything, customers_mgmt: 5 })).toBe(1);
  expect(await found({ ...everything, callshop_enabled: 0 })).toBe(1);
});
