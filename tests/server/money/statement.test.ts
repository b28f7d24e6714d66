import { describe, expect, it } from "vitest";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { customer, freshName, refusalOf, tariff } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const {
  blockCustomer,
  createCustomer,
  customerAddFunds,
  customerDebit,
  deleteCustomer,
  getStatement,
  updateCustomer,
} = operations;

const ever = { since: "2000-01-01", until: "2999-01-01" };

it("a statement has who was there: deleted ones by their last name, without what is today's", async () => {
  const { actor, i_customer } = await customer(1);
  const i_tariff = await tariff(i_customer, "EUR");
  const kept = await createCustomer(actor, {
    i_tariff,
    name: freshName("Alba"),
    web_password: "correct horse battery",
    balance: 10,
    credit_limit: 25,
  });
  await customerAddFunds(actor, { i_customer: kept.i_customer, amount: "0.000001" });
  await customerDebit(actor, { i_customer: kept.i_customer, amount: 3 });
  await blockCustomer(actor, { i_customer: kept.i_customer });
  const gone = await customer(i_customer, { name: freshName("Zeta") });
  await customerAddFunds(actor, { i_customer: gone.i_customer, amount: 7 });
  const last = freshName("Zulu");
  await updateCustomer(actor, { i_customer: gone.i_customer, name: last });
  await deleteCustomer(actor, { i_customer: gone.i_customer });
  const neighbour = await customer(1);
  await customer(neighbour.i_customer);

  const statement = await getStatement(actor, ever);
  expect(statement.rows).toMatchObject([
    {
      i_customer: kept.i_customer,
      currency: "EUR",
      opening: "0.000000",
      sums: { opening: "10.000000", payment: "0.000001", charge: "-3.000000", "write-off": "0.000000" },
      closing: "7.000001",
      today: { credit_limit: "25.000000", blocked: true },
    },
    {
      i_customer: gone.i_customer,
      name: last,
      currency: "USD",
      sums: { payment: "7.000000", "write-off": "-7.000000" },
      closing: "0.000000",
      today: null,
    },
  ]);
  expect(statement.totals.map(({ currency, customers }) => [currency, customers])).toEqual([
    ["EUR", 1],
    ["USD", 1],
  ]);
  expect(statement.kinds).toEqual(["opening", "payment", "charge", "write-off"]);
});

it("who was deleted without a balance is in the statements of its time, and in no later one", async () => {
  const { actor, i_customer } = await customer(1);
  const gone = await customer(i_customer);
  await deleteCustomer(actor, { i_customer: gone.i_customer });
  const { at } = await database().auditLog.findFirstOrThrow({
    where: { i_customer: gone.i_customer, operation: "deleteCustomer" },
    select: { at: true },
  });
  const after = (milliseconds: number) => new Date(at.getTime() + milliseconds);
  const ids = async (since: Date) =>
    (await getStatement(actor, { since, until: after(60_000) })).rows.map((row) => row.i_customer);
  expect(await ids(after(0))).toEqual([gone.i_customer]);
  expect(await ids(after(1))).toEqual([]);
});

describe("the scope of a statement", () => {
  it("is one's own direct sub-customers, or everyone below, or those of a descendant", async () => {
    const top = await customer(1);
    const middle = await customer(top.i_customer);
    const low = await customer(middle.i_customer);
    const ids = async (raw: object) =>
      (await getStatement(top.actor, { ...ever, ...raw })).rows.map((row) => [row.i_customer, row.below]);
    expect(await ids({})).toEqual([[middle.i_customer, 0]]);
    expect((await ids({ direct: false })).toSorted()).toEqual([
      [middle.i_customer, 0],
      [low.i_customer, 1],
    ]);
    expect(await ids({ direct: "0", order: "tree" })).toEqual(await ids({ direct: false, order: "tree" }));
    expect(await ids({ i_wholesaler: middle.i_customer })).toEqual([[low.i_customer, 0]]);
    expect(await ids({ i_wholesaler: low.i_customer })).toEqual([]);
    expect(await refusalOf(getStatement(low.actor, { ...ever, i_wholesaler: top.i_customer }))).toMatchObject(
      {
        code: 403,
        attribute: "i_wholesaler",
      },
    );
  });

  it("tells whose a customer is by today's name or the last, never of anybody above", async () => {
    const top = await customer(1);
    const middle = await customer(top.i_customer, { name: freshName("Middle") });
    const low = await customer(middle.i_customer);
    const parents = async () =>
      (await getStatement(top.actor, { ...ever, direct: false, order: "tree" })).rows.map(
        (row) => row.parent_name,
      );
    const { name } = await database().customer.findUniqueOrThrow({
      where: { i_customer: middle.i_customer },
      select: { name: true },
    });
    const [own] = await parents();
    expect(await parents()).toEqual([own, name]);
    await deleteCustomer(middle.actor, { i_customer: low.i_customer });
    await deleteCustomer(top.actor, { i_customer: middle.i_customer });
    expect(await parents()).toEqual([own, name]);
  });
});

it("a statement is provisional until a minute after its period", async () => {
  const { actor } = await customer(1);
  const ends = async (apart: number) =>
    (await getStatement(actor, { since: "2026-01-01", until: new Date(Date.now() + apart) })).provisional;
  expect(await ends(3_600_000)).toBe(true);
  expect(await ends(-5_000)).toBe(true);
  expect(await ends(-120_000)).toBe(false);
});

it("a statement costs two queries beside that for the scope, whoever is in it", async () => {
  const { actor, i_customer } = await customer(1);
  for (const _ of [1, 2, 3]) await customer(i_customer);
  for (const more of [{}, { direct: false }, { order: "tree" }])
    expect((await countStatements(() => getStatement(actor, { ...ever, ...more }))).count).toBe(3);
});

it.each([
  [{ since: undefined }, "since"],
  [{ until: undefined }, "until"],
  [{ since: "soon" }, "since"],
  [{ until: "2026-02-30" }, "until"],
  [{ since: "2026-02-02", until: "2026-02-01" }, "until"],
  [{ direct: "some" }, "direct"],
  [{ order: "size" }, "order"],
  [{ limit: 0 }, "limit"],
  [{ limit: 1_001 }, "limit"],
])("a statement of %j is refused by name", async (wrong, attribute) => {
  const { actor } = await customer(1);
  expect(await refusalOf(getStatement(actor, { ...ever, ...wrong }))).toMatchObject({ code: 400, attribute });
});
