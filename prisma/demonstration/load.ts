import type { Actor } from "@/server/actor";
import { createCustomer } from "@/server/customers/create-customer";
import { updateCustomer } from "@/server/customers/update-customer";
import { database } from "@/server/database/client";
import { demonstrationPassword } from "@/server/identity/demonstration-password";
import { makeOneTimePassword } from "@/server/identity/one-time-password";
import { hashPassword } from "@/server/identity/password-hash";
import { addRoutingGroup } from "@/server/routing-groups/routing-groups";
import { systemActor } from "@/server/system-actor";
import { addTariff } from "@/server/tariffs/tariffs";
import { demonstrationLogIns } from "./log-ins";
import { makePeople } from "./people";

export type Loaded = { readonly customers: number; readonly seconds: number };

const everything = {
  accounts_mgmt: 7,
  customers_mgmt: 7,
  tariffs_mgmt: 7,
  vouchers_mgmt: 7,
  system_mgmt: 1,
  api_access: 1,
  api_mgmt: 1,
  use_own_tariff: 1,
  callshop_enabled: true,
  did_pool_enabled: true,
  conferencing_enabled: true,
  asr_acd_enabled: true,
} as const;

/** How many sub-customers a reseller of each level gets, and how many of them are resellers again. */
const shape = [
  { customers: 12, resellers: 8 },
  { customers: 9, resellers: 3 },
  { customers: 5, resellers: 1 },
  { customers: 3, resellers: 1 },
  { customers: 2, resellers: 0 },
] as const;

/**
 * Fills a database that has root alone with the demonstration: about 1,200 customers on six levels. It goes through
 * the operations, and is thereby also a test of them. Done already, it does nothing; broken off, it begins anew with
 * what is missing.
 */
export async function loadDemonstration(): Promise<Loaded> {
  const began = performance.now();
  const db = database();
  const marked = await db.webUser.findUnique({
    where: { login_key: "customer" },
    select: { i_web_user: true },
  });
  const others = await db.customer.count({ where: { i_customer: { gt: 1 } } });
  if (marked || others > 0) return { customers: 0, seconds: 0 };
  const people = makePeople(20_261_123);
  const { dice } = people;

  const create = async (parent: number, values: Readonly<Record<string, unknown>>): Promise<number> => {
    const { i_customer } = await createCustomer(actor, {
      i_wholesaler: parent,
      i_tariff: null,
      web_password: `${makeOneTimePassword()}-Demo`,
      ...people.person(),
      ...values,
      ...(values.name === undefined ? {} : { company_name: values.name }),
    });
    return i_customer;
  };
  const funds = (generous: number) => ({
    balance: dice.datatype.boolean(0.22)
      ? dice.number.float({ min: -180, max: -1, fractionDigits: 2 })
      : dice.number.float({ min: 0, max: generous, fractionDigits: 2 }),
    credit_limit: dice.helpers.arrayElement([0, 0, 0, 50, 100, 250, 1000]),
    max_sessions: dice.helpers.arrayElement([null, 5, 10, 30, 100]),
  });
  const reseller = async (
    parent: number,
    level: number,
    values: Readonly<Record<string, unknown>> = {},
  ): Promise<number> => {
    const made = await create(parent, { ...everything, ...funds(4_000), ...values });
    await below(made, level);
    return made;
  };
  const below = async (parent: number, level: number): Promise<void> => {
    const plan = shape[level];
    if (!plan) return;
    await inTurns(plan.customers - plan.resellers, () => create(parent, funds(600)));
    for (let count = 0; count < plan.resellers; count += 1) await reseller(parent, level + 1);
  };

  const tariffs: Record<string, number> = {};
  for (const currency of ["USD", "EUR", "GBP", "KZT"]) {
    tariffs[currency] = (
      await addTariff(actor, { i_wholesaler: 1, name: `Wholesale ${currency}`, currency })
    ).i_tariff;
  }
  await addRoutingGroup(actor, { i_wholesaler: 1, name: "Premium routes" });
  await addRoutingGroup(actor, { i_wholesaler: 1, name: "Standard routes" });

  // the second reseller protects itself against giving more than it has, the third may have two levels only
  await reseller(1, 0, { name: "Nordlicht Telefonie", i_tariff: tariffs.EUR, balance: 25_000 });
  const careful = await reseller(1, 1, {
    name: "Thames Voice",
    i_tariff: tariffs.GBP,
    balance: 90_000,
    dns_alias: "thames.localhost",
  });
  await updateCustomer(actor, {
    i_wholesaler: 1,
    i_customer: careful,
    overcommit_protection: true,
    overcommit_limit: 10,
    max_depth: 4,
  });
  await reseller(1, 1, { name: "Алма Телеком", i_tariff: tariffs.KZT, balance: 2_500_000, i_lang: "ru" });

  const main = await create(1, {
    ...everything,
    name: "Acme Voice",
    web_login: "reseller",
    i_tariff: tariffs.USD,
    balance: 48_250.75,
    credit_limit: 5_000,
    i_lang: "en",
    dns_alias: "acme.localhost",
    css: ":root {\n  --brand-accent: #0f766e;\n}\n",
  });
  await addTariff(actor, { i_wholesaler: main, name: "Retail USD", currency: "USD" });
  await addTariff(actor, { i_wholesaler: main, name: "Retail EUR", currency: "EUR" });
  await addRoutingGroup(actor, { i_wholesaler: main, name: "Least cost" });
  await below(main, 0);
  // a branch with 300 children
  const wide = await create(main, { ...everything, name: "Metro Calls", ...funds(5_000) });
  await inTurns(300, () => create(wide, funds(300)));
  // one who lost a right that its descendants still hold
  const reduced = await reseller(main, 1, { name: "Harbour Telecom" });
  await updateCustomer(actor, {
    i_wholesaler: main,
    i_customer: reduced,
    customers_mgmt: 3,
    tariffs_mgmt: 1,
  });
  await create(main, {
    name: "Blue Door Bakery",
    web_login: "customer",
    balance: 37.4,
    credit_limit: 20,
    i_lang: "en",
  });

  // a business that grew over a year: the older ids are the older customers
  await db.$executeRaw`
    UPDATE customers SET created_at = now() - (interval '360 days' * power(1 - i_customer::float8 / (SELECT max(i_customer) + 1 FROM customers), 2))
     WHERE i_customer > 1`;
  const password_hash = await hashPassword(demonstrationPassword);
  await db.webUser.updateMany({
    where: { login_key: { in: [...demonstrationLogIns] } },
    data: { password_hash, password_foreign: false },
  });
  return { customers: await db.customer.count(), seconds: (performance.now() - began) / 1000 };
}

const actor: Actor = systemActor;

/** Several at once, as a busy day has it. */
async function inTurns(count: number, act: () => Promise<unknown>): Promise<void> {
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await act();
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}
