import { base, en, Faker } from "@faker-js/faker";
import { expect, it } from "vitest";
import type { Actor } from "@/server/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/operations";
import { Refusal } from "@/server/refusal";
import { systemActor } from "@/server/system-actor";
import { actorOf, refusalOf } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { type Call, stray, verdict } from "./model/rules";
import { type Customer, features, flags, given, masks, World } from "./model/tree";

givenFreshDatabase();

const cases = 2_400;
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
const dice = new Faker({ locale: [en, base], seed });
const pick = <T>(from: readonly T[]): T => dice.helpers.arrayElement(from);
const chance = (probability: number) => dice.datatype.boolean(probability);
const goodPassword = "Correct-horse-7-battery-staple!";

it("every operation on random trees answers, and refuses, as an independent statement of the rules says", async () => {
  const world = await startingWorld();
  const actors = new Map<number, Actor>();
  const answers = new Map<string, number>();
  for (let count = 0; count < cases; count += 1) {
    const call = randomCall(world);
    const door = call.trusted ? "trusted" : pick(["web", "api"] as const);
    const known = actors.get(call.actor) ?? (await actorOf(call.actor));
    actors.set(call.actor, known);
    const actor: Actor = call.trusted ? { ...systemActor, door } : { ...known, door };
    const raw = {
      ...(call.i_wholesaler === undefined ? {} : { i_wholesaler: call.i_wholesaler }),
      ...call.input,
    };
    const expected = verdict(world, call);
    // the registry's operations differ in their results; here only the common form is used
    const operation = operations[call.operation as keyof typeof operations] as (
      actor: Actor,
      raw: object,
    ) => Promise<object>;
    const told = JSON.stringify({ seed, count, call, expected });
    let answer: string;
    try {
      const result = await operation(actor, raw);
      expect(expected.ok, told).toBe(true);
      await follow(world, call, result);
      answer = "ok";
      if (call.actor === call.input.i_customer) actors.delete(call.actor);
      if (call.operation === "updateCustomer" || call.operation === "deleteCustomer")
        actors.delete(Number(call.input.i_customer));
    } catch (error) {
      if (!(error instanceof Refusal)) throw new Error(told, { cause: error });
      expect(expected.ok, `${told} was refused: ${error.code} ${error.message}`).toBe(false);
      if (expected.ok) continue;
      // tries of names that are taken elsewhere are slowed down in the end
      if (error.code === 429) continue;
      expect(error.code, `${told}: ${error.message}`).toBe(expected.code);
      expect(expected.attributes, `${told}: ${error.message}`).toContain(error.attribute);
      answer = `${error.code}`;
    }
    const key = `${call.operation} ${answer}`;
    answers.set(key, (answers.get(key) ?? 0) + 1);
  }
  console.log(
    `rules: ${cases} cases, seed ${seed}, ${world.customers.size} customers at the end\n${[...answers]
      .sort()
      .map(([key, n]) => `  ${key}: ${n}`)
      .join("\n")}`,
  );
  await agreeOnMoney(world);
}, 300_000);

/** Root, and some twenty customers below it in a random tree, made through the operations. */
async function startingWorld(): Promise<World> {
  const world = new World();
  const root = Object.fromEntries(
    given.map((name) => [name, (masks as readonly string[]).includes(name) ? 7 : 1]),
  );
  world.customers.set(1, {
    id: 1,
    parent: null,
    name: "root",
    login: "ssp-root",
    rights: root,
    max_depth: null,
    i_tariff: null,
    i_routing_group: null,
    currency: "USD",
    balance: 0,
    credit_limit: 0,
    protection: false,
    allowed: 0,
    agent: null,
    policy: 1,
  });
  const act = async (call: Call) => {
    const operation = operations[call.operation as keyof typeof operations] as (
      actor: Actor,
      raw: object,
    ) => Promise<object>;
    await follow(
      world,
      call,
      await operation(systemActor, { i_wholesaler: call.i_wholesaler, ...call.input }),
    );
  };
  for (let count = 0; count < 22; count += 1) {
    const parent = pick([...world.customers.keys()]);
    if (chance(0.7)) {
      await act({
        actor: 1,
        trusted: true,
        i_wholesaler: parent,
        operation: "addTariff",
        input: { name: `T${count}`, currency: pick(["USD", "EUR"]) },
        wrong: null,
      });
    }
    if (chance(0.4)) await makeGroup(world, parent);
    const tariffs = [...world.tariffs].filter(([, { owner }]) => owner === parent).map(([id]) => id);
    const mine = world.effective(parent, "use_own_tariff") ? [null, ...tariffs] : tariffs;
    if (mine.length === 0) continue;
    const rights = Object.fromEntries(
      given.map((name) => [
        name,
        typed(name, (chance(0.75) ? 7 : dice.number.int(7)) & giftable(world, parent, name)),
      ]),
    );
    const call: Call = {
      actor: 1,
      trusted: true,
      i_wholesaler: parent,
      operation: "createCustomer",
      wrong: null,
      input: { i_tariff: pick(mine), name: `Customer ${count}`, web_password: goodPassword, ...rights },
    };
    if (verdict(world, call).ok) await act(call);
  }
  return world;
}

async function makeGroup(world: World, owner: number): Promise<void> {
  const { i_routing_group } = (await operations.addRoutingGroup(systemActor, {
    i_wholesaler: owner,
    name: `G${world.groups.size}`,
  })) as { i_routing_group: number };
  world.groups.set(i_routing_group, { owner });
}

function giftable(world: World, parent: number, name: string): number {
  return world.effective(parent, name === "api_access" ? "api_mgmt" : name);
}

/** flags and features as the wire has them */
function typed(name: string, bits: number): number | boolean {
  if ((features as readonly string[]).includes(name)) return (bits & 1) === 1;
  return (flags as readonly string[]).includes(name) ? bits & 1 : bits;
}

const wrongValues: readonly (readonly [string, unknown])[] = [
  ["name", ""],
  ["web_login", "a:b"],
  ["description", "x".repeat(1025)],
  ["i_tariff", "some"],
  ["balance", "NaN"],
  ["credit_limit", -1],
  ["payment_currency", "XXX"],
  ["commission_size", 101],
  ["accounts_mgmt", 8],
  ["customers_mgmt", null],
  ["system_mgmt", 2],
  ["max_depth", -1],
  ["accounts_matching_rule", "("],
  ["callshop_enabled", ""],
  ["max_sessions", -5],
  ["max_calls_per_second", 0],
  ["city", 7],
  ["email", "nobody"],
  ["i_time_zone", 99_999],
  ["i_lang", "xx"],
  ["start_page", 9],
  ["dns_alias", "localhost"],
];

function randomCall(world: World): Call {
  const ids = [...world.customers.keys()];
  const trusted = chance(0.15);
  const actor = trusted ? 1 : pick(ids);
  const below = ids.filter((id) => world.isWithin(id, actor));
  const parents = below.filter((id) => world.children(id).length > 0);
  const i_wholesaler = chance(0.06)
    ? pick(["x", 999_999])
    : chance(trusted ? 0.95 : 0.55)
      ? chance(0.85)
        ? pick(parents.length && chance(0.7) ? parents : below)
        : pick(ids)
      : undefined;
  const scope = typeof i_wholesaler === "number" && world.customers.has(i_wholesaler) ? i_wholesaler : actor;
  const near = world.children(scope).map(({ id }) => id);
  const target = near.length && chance(0.8) ? pick(near) : chance(0.9) ? pick(ids) : 999_999;
  const operation = pick([
    "createCustomer",
    "createCustomer",
    "updateCustomer",
    "updateCustomer",
    "updateCustomer",
    "updateCustomer",
    "deleteCustomer",
    "getCustomerInfo",
    "getCustomerInfo",
    "listCustomers",
    "addTariff",
    "editTariff",
    "deleteTariff",
    "resetCustomerOneTimePassword",
  ] as const);
  const common = { actor, trusted, i_wholesaler, operation } as const;
  const tariff = () => (world.tariffs.size && chance(0.9) ? pick([...world.tariffs.keys()]) : 999_999);
  switch (operation) {
    case "listCustomers":
      return { ...common, input: {}, wrong: null };
    case "getCustomerInfo": {
      const byName = world.customers.get(target)?.name;
      return {
        ...common,
        input: chance(0.3) && byName ? { name: byName.toUpperCase() } : { i_customer: target },
        wrong: null,
      };
    }
    case "deleteCustomer":
      return { ...common, input: chance(0.95) ? { i_customer: target } : {}, wrong: null };
    case "resetCustomerOneTimePassword":
      return { ...common, input: { web_login: world.customers.get(target)?.login ?? "nobody" }, wrong: null };
    case "addTariff":
      return {
        ...common,
        input: { name: `T${dice.number.int(60)}`, currency: pick(["USD", "EUR"]) },
        wrong: null,
      };
    case "editTariff":
      return {
        ...common,
        input: { i_tariff: tariff(), name: `T${dice.number.int(60)}`, currency: pick(["USD", "EUR"]) },
        wrong: null,
      };
    case "deleteTariff":
      return { ...common, input: { i_tariff: tariff() }, wrong: null };
    default:
      return randomChange(world, common, scope, target);
  }
}

function randomChange(
  world: World,
  common: Omit<Call, "input" | "wrong">,
  scope: number,
  target: number,
): Call {
  const isNew = common.operation === "createCustomer";
  const stored = world.customers.get(target);
  const mine = [...world.tariffs].filter(([, { owner }]) => owner === scope).map(([id]) => id);
  const input: Record<string, unknown> = isNew
    ? {
        name: `Customer ${dice.number.int(90)}`,
        web_password: goodPassword,
        i_tariff: chance(0.8) && mine.length ? pick(mine) : pick([null, ...world.tariffs.keys()]),
      }
    : chance(0.97)
      ? { i_customer: target }
      : {};
  const maybe = (probability: number, name: string, value: () => unknown) => {
    if (chance(probability)) input[name] = value();
  };
  for (const name of given)
    maybe(0.07, name, () => typed(name, chance(0.88) ? giftable(world, scope, name) : dice.number.int(7)));
  maybe(0.2, "balance", () => dice.number.int({ min: -50, max: 200 }));
  maybe(0.2, "credit_limit", () => dice.number.int(100));
  maybe(0.08, "max_depth", () => pick([null, 0, 1, 3]));
  maybe(0.12, "overcommit_protection", () => chance(0.8));
  maybe(0.05, "overcommit_limit", () => pick([0, 50]));
  maybe(0.08, "i_commission_agent", () => pick([null, ...world.customers.keys()]));
  maybe(0.08, "i_routing_group", () => pick([null, ...world.groups.keys(), 999_999]));
  maybe(0.05, "i_password_policy", () => pick([1, 1, 2, 3]));
  if (!isNew) {
    maybe(0.1, "i_tariff", () => pick([null, ...world.tariffs.keys()]));
    maybe(0.1, "name", () => `Customer ${dice.number.int(90)}`);
    maybe(0.05, "web_password", () => goodPassword);
    maybe(0.05, "web_login", () => `login${dice.number.int(60)}`);
    maybe(0.3, "city", () => "Quito");
    // a client that sends back what it read
    if (stored && chance(0.1)) for (const name of given) input[name] = typed(name, stored.rights[name] ?? 0);
  }
  if (chance(0.05)) input.web_password = "short";
  if (isNew && chance(0.06)) delete input[pick(["i_tariff", "name", "web_password"])];
  if (chance(0.05)) input[pick(stray)] = "stray";
  const wrong = chance(0.08) ? pick(wrongValues) : null;
  if (wrong) input[wrong[0]] = wrong[1];
  return { ...common, input, wrong: wrong?.[0] ?? null };
}

/** Does in the model what the operation did. */
async function follow(world: World, call: Call, result: object): Promise<void> {
  const { input, operation } = call;
  const scope = typeof call.i_wholesaler === "number" ? call.i_wholesaler : call.actor;
  if (operation === "createCustomer" && "i_customer" in result) {
    const id = Number(result.i_customer);
    const parent = world.get(scope);
    const tariff = typeof input.i_tariff === "number" ? world.tariffs.get(input.i_tariff) : undefined;
    const fresh: Customer = {
      id,
      parent: scope,
      name: String(input.name),
      login: String(input.web_login ?? input.name),
      rights: Object.fromEntries(given.map((name) => [name, 0])),
      max_depth: null,
      i_tariff: null,
      i_routing_group: null,
      currency: tariff?.currency ?? parent.currency,
      balance: 0,
      credit_limit: 0,
      protection: false,
      allowed: 0,
      agent: null,
      policy: parent.policy,
    };
    world.customers.set(id, fresh);
    take(fresh, input);
  }
  if (operation === "updateCustomer") take(world.get(Number(input.i_customer)), input);
  if (operation === "deleteCustomer") {
    const id = Number(input.i_customer);
    world.customers.delete(id);
    for (const [tariff, { owner }] of world.tariffs) if (owner === id) world.tariffs.delete(tariff);
    for (const [group, { owner }] of world.groups) if (owner === id) world.groups.delete(group);
  }
  if (operation === "addTariff" && "i_tariff" in result)
    world.tariffs.set(Number(result.i_tariff), {
      owner: scope,
      name: String(input.name),
      currency: String(input.currency),
    });
  if (operation === "editTariff")
    world.tariffs.set(Number(input.i_tariff), {
      owner: scope,
      name: String(input.name),
      currency: String(input.currency),
    });
  if (operation === "deleteTariff") world.tariffs.delete(Number(input.i_tariff));
  if (operation === "listCustomers" && "customers" in result) {
    const listed = (result.customers as { i_customer: number }[]).map(({ i_customer }) => i_customer);
    expect(listed).toEqual(world.children(scope).map(({ id }) => id));
  }
  if (operation === "getCustomerInfo" && "customer" in result) {
    const info = result.customer as Record<string, unknown>;
    const asked = world.get(Number(info.i_customer));
    expect(info).toMatchObject({
      name: asked.name,
      web_login: asked.login,
      i_wholesaler: asked.parent,
      base_currency: asked.currency,
      i_tariff: asked.i_tariff,
    });
    for (const name of given) expect(Number(info[name])).toBe(asked.rights[name]);
    expect(Number(info.balance)).toBe(asked.balance);
    expect("description" in info).toBe(asked.id !== scope);
    expect(Object.keys(info).filter((name) => /password$|secret|hash/.test(name))).toEqual([]);
  }
}

function take(customer: Customer, input: Call["input"]): void {
  for (const name of given) if (input[name] !== undefined) customer.rights[name] = Number(input[name]);
  if (input.name !== undefined) customer.name = String(input.name);
  if (input.web_login !== undefined) customer.login = String(input.web_login);
  if (input.max_depth !== undefined) customer.max_depth = input.max_depth as number | null;
  if (input.i_tariff !== undefined) customer.i_tariff = input.i_tariff as number | null;
  if (input.i_routing_group !== undefined) customer.i_routing_group = input.i_routing_group as number | null;
  if (input.i_commission_agent !== undefined) customer.agent = input.i_commission_agent as number | null;
  if (input.balance !== undefined) customer.balance = Number(input.balance);
  if (input.credit_limit !== undefined) customer.credit_limit = Number(input.credit_limit);
  if (input.overcommit_protection !== undefined) customer.protection = input.overcommit_protection === true;
  if (input.overcommit_limit !== undefined) customer.allowed = Number(input.overcommit_limit);
  if (input.i_password_policy !== undefined) customer.policy = Number(input.i_password_policy);
}

async function agreeOnMoney(world: World): Promise<void> {
  const rows = await database().$queryRaw<
    { i_customer: number; balance: { toString(): string }; booked: { toString(): string } }[]
  >`
    SELECT c.i_customer, c.balance, (SELECT sum(amount) FROM ledger l WHERE l.i_customer = c.i_customer) AS booked FROM customers c`;
  expect(rows).toHaveLength(world.customers.size);
  for (const row of rows)
    expect([Number(row.balance), Number(row.booked)]).toEqual([
      world.get(row.i_customer).balance,
      world.get(row.i_customer).balance,
    ]);
}

it("what is refused changes nothing", async () => {
  const before = await database().auditLog.count();
  const { code } = await refusalOf(
    operations.createCustomer(systemActor, {
      i_wholesaler: 1,
      name: "Half",
      web_password: goodPassword,
      i_tariff: 999_999,
    }),
  );
  expect([
    code,
    await database().auditLog.count(),
    await database().customer.count({ where: { name: "Half" } }),
  ]).toEqual([403, before, 0]);
});
