import type { Random } from "../../stage/random";
import type { NotedStruct } from "../notation";
import { type Ask, customerId, newName } from "./ask";

type Params = Record<string, NotedStruct[string]>;
type Fault = (params: Params) => void;

const set =
  (name: string, ...values: readonly [string, ...string[]]) =>
  (random: Random): Fault =>
  (params) => {
    params[name] = random.pick(values);
  };
const without = (name: string) => (): Fault => (params) => {
  delete params[name];
};

type Kind = (random: Random) => Fault;

const outside: readonly Kind[] = [
  set(
    "i_wholesaler",
    "int {customer omega}",
    "int {customer root}",
    "int 0",
    "int 2000000000",
    "string x",
    "nil",
  ),
  without("i_wholesaler"),
];

/** Values that no attribute takes. */
const shapes: readonly Kind[] = [
  set("credit_limit", "string twelve", "double -1", "boolean 1"),
  set("phone", "int 5"),
  set("i_lang", "string xx", "int 1", "nil"),
  set("customers_mgmt", "int 9", "int -1", "string all"),
  set("max_sessions", "int -1", "double 1.5"),
  set("email", "string nobody", "int 1"),
  set("name", "int 5", "string  blank", "string "),
  set("overcommit_limit", "int 1001"),
  set("css", "string a {"),
  set("dns_alias", "string localhost", "string single"),
  set("start_page", "int 9", "string x"),
  set("api_password", "string short", "nil"),
  set("web_password", "nil", "int 1"),
];

/** What only the tree, its rights and its funds can tell to be wrong. */
const values: readonly Kind[] = [
  set("web_password", "string short", "string password1"),
  set("api_password", "string password", "string correct horse api"),
  set("i_password_policy", "int 1", "int 2", "int 3"),
  set(
    "i_commission_agent",
    "int {customer omega}",
    "int {customer root}",
    "int 2000000000",
    "int {customer alpha.low}",
  ),
  set(
    "i_tariff",
    "int {tariff omega.USD}",
    "int {tariff alpha.EUR}",
    "int {tariff alpha.mid.EUR}",
    "int 2000000000",
    "nil",
  ),
  set("i_routing_group", "int {group omega.group}", "int {group root.group}", "int 2000000000"),
  set("tariffs_mgmt", "int 7"),
  set("accounts_mgmt", "int 7", "int 4"),
  set("system_mgmt", "int 1"),
  set("api_access", "int 1"),
  set("api_mgmt", "int 1"),
  set("use_own_tariff", "int 1"),
  set("callshop_enabled", "boolean 1"),
  set("dncl_enabled", "boolean 1"),
  set("name", "string alpha.mid", "string ALPHA.LOW", "string alpha.leaf"),
  set("web_login", "string alpha.mid", "string alpha billing", "string a:b"),
  set("credit_limit", "int 1000", "double 12.5"),
  set("balance", "int 1000", "double 999999999.9", "string -1"),
  set("overcommit_protection", "boolean 1"),
  set("css", "string a { color: red }"),
  set("unknown", "string ignored"),
];

const places: readonly [Place, ...Place[]] = [
  { caller: "trusted", scope: "alpha", child: "alpha.mid" },
  { caller: "trusted", scope: "delta", child: "delta.one" },
  { caller: "trusted", scope: "dormant", child: "dormant.one" },
  { caller: "trusted", scope: "beta", child: "beta.one" },
  { caller: "root", scope: "gamma", child: "gamma.one" },
  { caller: "root", scope: "flat", child: "alpha.mid" },
  { caller: "root", scope: "deep.one", child: "deep.one" },
  { caller: "root", scope: "euro", child: "euro.one" },
  { caller: "alpha", scope: "alpha", child: "alpha.mid" },
  { caller: "alpha", scope: "alpha.mid", child: "alpha.low" },
  { caller: "alpha.mid", scope: "alpha.mid", child: "alpha.low" },
  { caller: "beta", scope: "beta", child: "beta.one" },
  { caller: "gamma", scope: "gamma", child: "gamma.one" },
  { caller: "delta", scope: "delta", child: "delta.two" },
  { caller: "dormant", scope: "dormant", child: "dormant.one" },
  { caller: "deep", scope: "deep.one", child: "deep.one" },
  { caller: "flat", scope: "flat", child: "flat" },
];

type Place = { readonly caller: string; readonly scope: string; readonly child: string };

/** Several faults in one call, so that the order shows in which they are told. */
export async function writeSeveralFaults(ask: Ask, random: Random): Promise<void> {
  for (let time = 0; time < 40; time += 1) {
    const { caller, scope } = random.pick(places);
    const params = {
      ...base(scope),
      name: `string ${newName("faulty")}`,
      i_tariff: "nil",
      web_password: "string correct horse battery",
    };
    const missing = [without("i_tariff"), without("name"), without("web_password")];
    await ask(caller, "createCustomer", broken(params, random, missing));
  }
  for (let time = 0; time < 35; time += 1) {
    const { caller, scope, child } = random.pick(places);
    await ask(
      caller,
      "updateCustomer",
      broken({ ...base(scope), i_customer: customerId(child) }, random, targets),
    );
  }
  await ladders(ask);
  await money(ask, random);
  await others(ask, random);
}

function base(scope: string): Params {
  return { i_wholesaler: customerId(scope) };
}

const targets: readonly Kind[] = [
  without("i_customer"),
  set(
    "i_customer",
    "int {customer omega}",
    "int {customer alpha.leaf}",
    "int {customer alpha}",
    "int 0",
    "string x",
    "nil",
    "int {customer gone}",
  ),
];

/** Adds two to six faults; those of place and shape seldom, since they hide all others. */
function broken(params: Params, random: Random, seldom: readonly Kind[]): Params {
  const faults = Array.from({ length: 1 + random.below(4) }, () => anyOf(values, random));
  if (random.once(4)) faults.push(anyOf(shapes, random), anyOf(shapes, random));
  if (random.once(6)) faults.push(anyOf(outside, random));
  if (random.once(6)) faults.push(anyOf(seldom, random));
  for (const fault of faults) fault(random)(params);
  return params;
}

function anyOf<Item>(items: readonly Item[], random: Random): Item {
  const item = items[random.below(items.length)];
  if (item === undefined) throw new Error("there is none");
  return item;
}

/** All at once, then one fault less each time, in the order in which they are told. */
async function ladders(ask: Ask): Promise<void> {
  const create: Params = {
    i_wholesaler: "string x",
    credit_limit: "string twelve",
    i_lang: "string xx",
    api_password: "string short",
    i_password_policy: "int 1",
    i_commission_agent: "int 2000000000",
    tariffs_mgmt: "int 7",
    balance: "int 100000",
  };
  const mended: readonly (readonly [string, string])[] = [
    ["i_tariff", "int {tariff omega.USD}"],
    ["name", "string omega"],
    ["web_password", "string short"],
    ["i_wholesaler", "int {customer omega}"],
    ["credit_limit", "int 100000"],
    ["i_lang", "string en"],
    ["i_wholesaler", "int {customer gamma}"],
    ["i_wholesaler", "int {customer delta}"],
    ["web_password", "string correct horse battery"],
    ["api_password", "string correct horse api"],
    ["i_commission_agent", "nil"],
    ["i_tariff", "nil"],
    ["tariffs_mgmt", "int 0"],
    ["name", "string a name of its own"],
    ["credit_limit", "int 0"],
    ["balance", "int 0"],
  ];
  for (const caller of ["trusted", "delta", "gamma"]) {
    const params = { ...create };
    await ask(caller, "createCustomer", { ...params });
    for (const [name, value] of mended) {
      params[name] = name === "name" && value.includes("of its own") ? `string ${newName("ladder")}` : value;
      await ask(caller, "createCustomer", { ...params });
    }
  }
}

async function money(ask: Ask, random: Random): Promise<void> {
  const kinds: readonly Kind[] = [
    ...outside,
    ...targets,
    without("amount"),
    set("amount", "int 0", "int -5", "string much", "double NaN", "int 100000", "double 0.0000001"),
    set("currency", "string ABC", "string EUR", "int 1", "string usd"),
    set("payment_notes", "int 5", "string a\u202eb"),
    set("payment_date", "string yesterday", "string 2019-02-30", "string 2019-02-28", "int 5"),
    set(
      "payment_time",
      "string 10:00:00.000 GMT Fri Mar 01 2019",
      "string x",
      "string 2098-01-01T00:00:00Z",
      "string 1850-01-01",
    ),
    set("idempotency_key", "string ", "int 1", `string ${"k".repeat(129)}`),
  ];
  for (let time = 0; time < 45; time += 1) {
    const { caller, scope, child } = random.pick(places);
    const params: Params = { ...base(scope), i_customer: customerId(child), amount: "double 7.5" };
    for (let count = 1 + random.below(4); count > 0; count -= 1) anyOf(kinds, random)(random)(params);
    await ask(caller, random.pick(["customerAddFunds", "customerCredit", "customerDebit"]), params);
  }
}

async function others(ask: Ask, random: Random): Promise<void> {
  const methods = [
    "deleteCustomer",
    "blockCustomer",
    "unblockCustomer",
    "listLedger",
    "getCustomerInfo",
  ] as const;
  const more: readonly Kind[] = [
    set("reason", "string because", "int 1"),
    set("note", "int 1", "string a\u202eb"),
    set("kind", "string refund"),
    set("limit", "int -1"),
    set("name", "int 5"),
  ];
  for (let time = 0; time < 45; time += 1) {
    const { caller, scope, child } = random.pick(places);
    const params: Params = { ...base(scope), i_customer: customerId(child) };
    for (const kinds of [outside, targets, more]) if (!random.once(3)) anyOf(kinds, random)(random)(params);
    const method = random.pick([...methods]);
    await ask(caller, method, params);
    if (method === "blockCustomer") await ask(caller, "unblockCustomer", params);
  }
}
