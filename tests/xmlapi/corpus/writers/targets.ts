import type { Random } from "../../stage/random";
import type { NotedStruct } from "../notation";
import { type Ask, customerId, newName } from "./ask";

/** Who or what can be named where a customer is expected. */
const named: readonly [string, ...string[]] = [
  "int {customer alpha}",
  "int {customer alpha.mid}",
  "string {customer alpha.mid}",
  "int {customer alpha.low}",
  "int {customer alpha.leaf}",
  "int {customer root}",
  "int {customer omega}",
  "int {customer omega.one}",
  "int {customer gone}",
  "int {customer blocked}",
  "int 2000000000",
  "int 0",
  "int -1",
  "i8 99999999999",
  "string text",
  "string ",
  "nil",
  "double 1.5",
  "boolean 1",
  "xml <struct></struct>",
];

const acts: readonly (readonly [string, NotedStruct])[] = [
  ["getCustomerInfo", {}],
  ["updateCustomer", { city: "string Tartu" }],
  ["deleteCustomer", {}],
  ["blockCustomer", { reason: "string own-wish", text: "string Until spring." }],
  ["unblockCustomer", {}],
  ["customerAddFunds", { amount: "double 1.25" }],
  ["customerCredit", { amount: "int 1" }],
  ["customerDebit", { amount: "double 0.75" }],
  ["listLedger", { limit: "int 1" }],
  ["getAuditLogs", { limit: "int 1", what: "string updateCustomer" }],
  ["validatePassword", { password: "string correct horse" }],
];

/** Every method on every kind of target and in every kind of scope. */
export async function writeTargets(ask: Ask, random: Random): Promise<void> {
  for (const [method, more] of acts) {
    for (const i_customer of named) {
      const caller = random.pick(["alpha", "alpha", "trusted", "root"]);
      // who reads much reads seldom: a whole customer is long
      if (method === "getCustomerInfo" && caller === "root" && random.once(2)) continue;
      const scope = caller === "alpha" ? {} : { i_wholesaler: customerId("alpha") };
      await ask(caller, method, { ...scope, i_customer, ...more });
      // blocks are lifted again, or nothing below would go on
      if (method === "blockCustomer") await ask(caller, "unblockCustomer", { ...scope, i_customer });
    }
  }
  await scopes(ask, random);
  await byName(ask);
}

async function scopes(ask: Ask, random: Random): Promise<void> {
  const methods: readonly (readonly [string, () => NotedStruct])[] = [
    ["listCustomers", () => ({ limit: "int 1" })],
    [
      "createCustomer",
      () => ({
        i_tariff: "nil",
        name: `string ${newName("scoped")}`,
        web_password: "string correct horse battery",
      }),
    ],
    ["updateCustomer", () => ({ i_customer: customerId("alpha.low"), city: "string Narva" })],
    ["customerCredit", () => ({ i_customer: customerId("alpha.low"), amount: "int 1" })],
    ["unblockCustomer", () => ({ i_customer: customerId("alpha.leaf") })],
    ["listLedger", () => ({ i_customer: customerId("alpha.leaf"), limit: "int 1" })],
    ["getCustomerInfo", () => ({ name: "string Alpha.Leaf" })],
    ["deleteCustomer", () => ({ i_customer: customerId("alpha.low") })],
    ["getAuditLogs", () => ({ limit: "int 1" })],
    ["authCustomer", () => ({ username: "string alpha.low", password: "string correct horse battery" })],
  ];
  for (const [method, params] of methods) {
    for (const i_wholesaler of named) {
      // the one condition is the same for all
      if (random.once(2)) continue;
      await ask(random.pick(["alpha", "trusted", "alpha.mid"]), method, { i_wholesaler, ...params() });
    }
  }
}

async function byName(ask: Ask): Promise<void> {
  const names = [
    "string alpha.mid",
    "string ALPHA.MID ",
    "string omega",
    "string nobody",
    "string ",
    "nil",
    "int 5",
    "untagged alpha.low",
  ];
  for (const name of names) {
    await ask("alpha", "getCustomerInfo", { name });
  }
  const both: NotedStruct[] = [
    { i_customer: customerId("alpha.mid"), name: "string omega" },
    { i_customer: "nil", name: "string alpha.mid" },
    { i_customer: customerId("omega"), name: "string alpha.mid" },
    { i_customer: "string x", name: "int 5" },
  ];
  for (const params of both) await ask("alpha", "getCustomerInfo", params);
}
