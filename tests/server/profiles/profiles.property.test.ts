import { base, en, Faker } from "@faker-js/faker";
import { expect, it } from "vitest";
import { type CopiedValues, copiedAttributes } from "@/attributes/copied";
import { type AttributeName, attributeOf } from "@/attributes/customer";
import type { Actor } from "@/server/actor/actor";
import { operations } from "@/server/doors/operations";
import { Refusal } from "@/server/ground/refusal";
import { actorOf, customer, freshName, refusalOf, tariff } from "../../builders";
import { seed } from "../../chance";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { addProfile, createCustomer, prepareNewCustomer, updateCustomer, addRoutingGroup } = operations;

/** CASES=… makes a run longer */
const cases = Number(process.env.CASES ?? 20);

const password = "Correct-horse-7-battery-of-1-staple";
const masks = ["accounts_mgmt", "customers_mgmt", "tariffs_mgmt", "vouchers_mgmt"] as const;
const switches = copiedAttributes.filter((name) => {
  const { kind, group } = attributeOf(name);
  return kind.kind === "flag" || group === "features";
});

type Tree = {
  readonly actor: Actor;
  readonly ids: number[];
  readonly tariffs: number[];
  readonly groups: number[];
};

/** Creates resellers on up to four levels, with tariffs and routing groups. */
async function grow(dice: Faker): Promise<Tree> {
  const top = await customer(1, { web_password: password, ...everything() });
  const tree: Tree = { actor: top.actor, ids: [top.i_customer], tariffs: [], groups: [] };
  const parents = [top.i_customer];
  for (let count = 0; count < 6; count += 1) {
    const parent = dice.helpers.arrayElement(parents.slice(-4));
    const below = await customer(parent, { web_password: password, ...everything() });
    tree.ids.push(below.i_customer);
    if (count < 4) parents.push(below.i_customer);
  }
  for (const owner of parents) {
    tree.tariffs.push(await tariff(owner, dice.helpers.arrayElement(["USD", "EUR"])));
    const { i_routing_group } = await addRoutingGroup(await actorOf(owner), { name: freshName("group") });
    tree.groups.push(i_routing_group);
  }
  return tree;
}

function everything(): Record<string, number | boolean> {
  return Object.fromEntries([...masks.map((name) => [name, 7]), ...switches.map((name) => [name, 1])]);
}

/** Takes rights, strengthens policies and sets routing groups anywhere in the tree. */
async function takeAway(dice: Faker, { ids, groups }: Tree): Promise<void> {
  const root = await actorOf(1);
  for (let count = 0; count < 4; count += 1) {
    const i_customer = dice.helpers.arrayElement(ids);
    const change = {
      ...(dice.datatype.boolean(0.5)
        ? { [dice.helpers.arrayElement(masks)]: dice.number.int({ max: 7 }) }
        : {}),
      ...(dice.datatype.boolean(0.7) ? { [dice.helpers.arrayElement(switches)]: 0 } : {}),
      ...(dice.datatype.boolean(0.2) ? { i_password_policy: dice.number.int({ min: 1, max: 3 }) } : {}),
      ...(dice.datatype.boolean(0.3) ? { i_routing_group: dice.helpers.arrayElement(groups) } : {}),
      start_page: 1,
    };
    // ignore refusals: the tree is random either way
    await updateCustomer(root, { i_customer, ...change }).catch(onlyRefusals);
  }
}

function onlyRefusals(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}

/** Values of a profile: gifts of all kinds, and some that are no gifts. */
function carried(dice: Faker, { ids, tariffs, groups }: Tree): Record<string, unknown> {
  const some = <Value>(chance: number, make: () => Value) => (dice.datatype.boolean(chance) ? make() : null);
  const chosen: [string, unknown][] = [
    ...masks.map((name): [string, unknown] => [name, some(0.7, () => dice.number.int({ max: 7 })) ?? 0]),
    ...switches.map((name): [string, unknown] => [name, dice.datatype.boolean(0.5)]),
    ["i_tariff", some(0.7, () => dice.helpers.arrayElement([...tariffs, 999_999]))],
    ["i_routing_group", some(0.6, () => dice.helpers.arrayElement([...groups, 999_999]))],
    ["i_commission_agent", some(0.5, () => dice.helpers.arrayElement([...ids, 999_999]))],
    ["i_password_policy", dice.number.int({ min: 1, max: 3 })],
    ["max_sessions", some(0.5, () => dice.number.int({ max: 50 }))],
    ["credit_limit", "12.5"],
  ];
  return Object.fromEntries(chosen.filter(() => dice.datatype.boolean(0.8)));
}

const essentials = () => ({ name: freshName(), web_password: password });

it("what is prepared is what createCustomer takes, and each thing left out is what it refuses", async () => {
  const dice = new Faker({ locale: [en, base], seed });
  const counted = { given: 0, left: 0 };
  for (let count = 0; count < cases; count += 1) {
    const tree = await grow(dice);
    const { actor, ids } = tree;
    const { i_profile } = await addProfile(actor, { name: freshName(), attributes: carried(dice, tree) });
    await takeAway(dice, tree);
    const i_wholesaler = dice.helpers.arrayElement(ids);
    const model = dice.helpers.arrayElement(ids.slice(1));
    for (const source of [{ i_profile }, { i_customer: model }]) {
      const where = `SEED=${seed} case ${count} ${JSON.stringify({ ...source, i_wholesaler })}`;
      const { values, left_out } = await prepareNewCustomer(actor, { i_wholesaler, ...source });
      const left = left_out.map(({ name }) => name);
      counted.given += Object.keys(values).length;
      counted.left += left.length;
      await demandTaken(actor, i_wholesaler, values, where);
      for (const name of left) await demandRefused(actor, i_wholesaler, tree, source, name, values, where);
    }
  }
  console.log(`SEED=${seed}: ${counted.given} values given, ${counted.left} left out`);
  expect(counted.left).toBeGreaterThan(cases);
}, 300_000);

/** Asserts that nobody refuses to create with the prepared values because of a gift. A missing tariff must still be chosen. */
async function demandTaken(actor: Actor, i_wholesaler: number, values: CopiedValues, where: string) {
  const { i_tariff = await ownTariff(i_wholesaler), ...rest } = values;
  const call = createCustomer(actor, { i_wholesaler, ...essentials(), i_tariff, ...rest });
  const refusal = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (refusal === null) return;
  if (!(refusal instanceof Refusal)) throw refusal;
  // the actor may have lost the right itself; depth and money are checked on saving
  expect(
    ["right_missing", "depth", "overcommit", "overcommit_currency"],
    `${where}: ${refusal.message}`,
  ).toContain(refusal.reason?.key);
}

async function demandRefused(
  actor: Actor,
  i_wholesaler: number,
  { ids }: Tree,
  source: { i_profile: number } | { i_customer: number },
  name: AttributeName,
  values: CopiedValues,
  where: string,
) {
  if ((await mayAdd(actor)) === false) return;
  const kept: Readonly<Partial<Record<AttributeName, unknown>>> =
    "i_profile" in source
      ? (await operations.getProfile(actor, source)).profile.attributes
      : (await operations.getCustomerInfo(actor, source)).customer;
  expect(ids).toContain(i_wholesaler);
  const i_tariff = name === "i_tariff" ? kept.i_tariff : (values.i_tariff ?? (await ownTariff(i_wholesaler)));
  const refusal = await refusalOf(
    createCustomer(actor, { i_wholesaler, ...essentials(), i_tariff, [name]: kept[name] }),
  );
  expect([400, 403], `${where} ${name}`).toContain(refusal.code);
  expect(refusal.attribute, `${where} ${name}`).toBe(name);
}

async function mayAdd(actor: Actor): Promise<boolean> {
  const { rights } = await operations.getFormChoices(actor, {});
  return ((rights.customers_mgmt ?? 0) & 1) === 1;
}

const tariffsOf = new Map<number, number>();

async function ownTariff(owner: number): Promise<number> {
  const known = tariffsOf.get(owner) ?? (await tariff(owner));
  tariffsOf.set(owner, known);
  return known;
}
