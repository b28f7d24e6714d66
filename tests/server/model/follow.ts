import { expect } from "vitest";
import { type Call, scopeOf } from "./rules";
import { given } from "./table";
import type { Customer, World } from "./tree";

/** Repeats in the model what an operation did, and checks its answer. */
export function follow(world: World, call: Call, answer: object): void {
  const { meant, operation } = call;
  const scope = scopeOf(call);
  // the cases below read each operation's own members
  const got = answer as Record<string, unknown>;
  const own = { owner: scope, name: String(meant.name) };
  switch (operation) {
    case "createCustomer":
      world.customers.set(
        Number(got.i_customer),
        born(world, Number(got.i_customer), world.get(scope), meant),
      );
      return;
    case "updateCustomer":
      take(world.get(Number(meant.i_customer)), meant);
      return;
    case "deleteCustomer":
      forget(world, Number(meant.i_customer));
      return;
    case "addTariff":
      world.tariffs.set(Number(got.i_tariff), { ...own, currency: String(meant.currency) });
      return;
    case "editTariff":
      world.tariffs.set(Number(meant.i_tariff), { ...own, currency: String(meant.currency) });
      return;
    case "deleteTariff":
      world.tariffs.delete(Number(meant.i_tariff));
      return;
    case "addRoutingGroup":
      world.groups.set(Number(got.i_routing_group), own);
      return;
    case "deleteRoutingGroup":
      world.groups.delete(Number(meant.i_routing_group));
      return;
    case "listCustomers": {
      const [offset, limit] = [Number(meant.offset ?? 0), Number(meant.limit ?? Number.POSITIVE_INFINITY)];
      // rows of the list are structs
      const listed = (got.customers as { i_customer: number }[]).map(({ i_customer }) => i_customer);
      expect(listed).toEqual(
        world
          .children(scope)
          .slice(offset, offset + limit)
          .map(({ id }) => id),
      );
      return;
    }
    case "getCustomerInfo":
      agree(world, got.customer as Record<string, unknown>, scope);
      return;
    case "customerAddFunds":
    case "customerCredit":
    case "customerDebit":
      bookIt(world, call, got);
      return;
    case "blockCustomer": {
      const target = world.get(Number(meant.i_customer));
      target.blockedBy.add(call.actor);
      const below = [...world.customers.keys()].filter((id) => world.isWithin(id, target.id)).length - 1;
      expect(got).toEqual({ i_customer: target.id, blocked: true, affected: below });
      return;
    }
    case "unblockCustomer": {
      const { id, blockedBy } = world.get(Number(meant.i_customer));
      for (const setter of blockedBy) if (world.isWithin(setter, call.actor)) blockedBy.delete(setter);
      expect(got).toEqual({ i_customer: id, blocked: blockedBy.size > 0 });
      return;
    }
    case "authCustomer":
      expect(got.i_customer).toBe(world.byLogin(String(meant.username))?.id);
      return;
  }
}

/** Books a payment, credit or charge. The same call with the same key only returns the first answer. */
function bookIt(world: World, { operation, meant }: Call, answer: Record<string, unknown>): void {
  const customer = world.get(Number(meant.i_customer));
  const amount = BigInt(String(meant.amount));
  const key = `${customer.id} ${meant.idempotency_key}`;
  const first = "idempotency_key" in meant ? world.keys.get(key) : undefined;
  if (first) {
    expect(answer).toEqual(first.answer);
    return;
  }
  expect(inMillionths(answer.balance_before)).toBe(customer.balance);
  customer.balance += operation === "customerDebit" ? -amount : amount;
  expect(inMillionths(answer.balance_after)).toBe(customer.balance);
  expect(inMillionths(answer.amount)).toBe(amount);
  if ("idempotency_key" in meant) world.keys.set(key, { operation, amount, answer });
}

/** Asserts that what a viewer in a scope reads about a customer matches the model. */
export function agree(world: World, info: Record<string, unknown>, scope: number): void {
  const one = world.get(Number(info.i_customer));
  const { description, ...plain } = one.plain;
  expect(info).toMatchObject({
    ...plain,
    name: one.name,
    web_login: one.login,
    i_wholesaler: one.parent,
    base_currency: one.currency,
    i_tariff: one.i_tariff,
    i_routing_group: one.i_routing_group,
    // a customer must not learn who is beside it
    i_commission_agent: one.id === scope ? null : one.agent,
    i_password_policy: one.policy,
    max_depth: one.max_depth,
    overcommit_protection: one.protection,
    blocked: one.blockedBy.size > 0,
  });
  expect(info.description).toBe(one.id === scope ? undefined : description);
  for (const name of given) expect(Number(info[name]), name).toBe(one.rights[name]);
  expect(inMillionths(info.balance)).toBe(one.balance);
  expect(inMillionths(info.credit_limit)).toBe(one.credit_limit);
  expect(Number(info.overcommit_limit)).toBe(one.allowed);
  expect(Object.keys(info).filter((name) => /password$|secret|hash|path/.test(name))).toEqual([]);
}

function inMillionths(text: unknown): bigint {
  expect(text).toMatch(/^-?\d+\.\d{6}$/);
  return BigInt(String(text).replace(".", ""));
}

function born(world: World, id: number, parent: Customer, meant: Call["meant"]): Customer {
  const tariff = typeof meant.i_tariff === "number" ? world.tariffs.get(meant.i_tariff) : undefined;
  const fresh: Customer = {
    id,
    parent: parent.id,
    name: "",
    login: String(meant.name),
    password: null,
    rights: Object.fromEntries(given.map((name) => [name, 0])),
    max_depth: null,
    i_tariff: null,
    i_routing_group: null,
    // the currency of the tariff in force at creation
    currency: tariff?.currency ?? parent.currency,
    balance: 0n,
    credit_limit: 0n,
    protection: false,
    allowed: 0,
    agent: null,
    policy: parent.policy,
    blockedBy: new Set(),
    plain: {
      description: "",
      payment_method: 1,
      accounts_matching_rule: "",
      max_sessions: null,
      city: "",
      email: "",
      i_time_zone: parent.plain.i_time_zone,
      i_lang: parent.plain.i_lang,
    },
  };
  take(fresh, meant);
  return fresh;
}

/** Absent means 'leave as it is'. */
function take(customer: Customer, meant: Call["meant"]): void {
  const { plain, rights } = customer;
  for (const name of given) if (name in meant) rights[name] = Number(meant[name]);
  for (const name of Object.keys(plain)) if (name in meant) plain[name] = meant[name];
  if ("name" in meant) customer.name = String(meant.name);
  if ("web_login" in meant) customer.login = String(meant.web_login);
  if ("web_password" in meant) customer.password = String(meant.web_password);
  if ("max_depth" in meant) customer.max_depth = idOrNil(meant.max_depth);
  if ("i_tariff" in meant) customer.i_tariff = idOrNil(meant.i_tariff);
  if ("i_routing_group" in meant) customer.i_routing_group = idOrNil(meant.i_routing_group);
  if ("i_commission_agent" in meant) customer.agent = idOrNil(meant.i_commission_agent);
  if ("balance" in meant) customer.balance = BigInt(String(meant.balance));
  if ("credit_limit" in meant) customer.credit_limit = BigInt(String(meant.credit_limit));
  if ("overcommit_protection" in meant) customer.protection = meant.overcommit_protection === 1;
  if ("overcommit_limit" in meant) customer.allowed = Number(meant.overcommit_limit);
  if ("i_password_policy" in meant) customer.policy = Number(meant.i_password_policy);
}

function idOrNil(value: unknown): number | null {
  return value === null ? null : Number(value);
}

/** Removes the customer and what it owned. */
function forget(world: World, id: number): void {
  world.customers.delete(id);
  for (const [tariff, { owner }] of world.tariffs) if (owner === id) world.tariffs.delete(tariff);
  for (const [group, { owner }] of world.groups) if (owner === id) world.groups.delete(group);
}
