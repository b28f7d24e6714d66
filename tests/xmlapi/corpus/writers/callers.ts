import type { NotedStruct } from "../notation";
import { type Ask, customerId, newName } from "./ask";

const people = [
  "trusted",
  "root",
  "alpha",
  "alpha.mid",
  "alpha.low",
  "alpha.leaf",
  "beta",
  "gamma",
  "dormant",
  "delta",
  "euro",
  "strict (password plankton xylophone 47 Vermeer)",
  "flat",
  "unmanaging",
];
const strangers = [
  "blocked",
  "blocked.below",
  "no-access",
  "unmanaged",
  "throttled",
  "alpha.silent",
  "alpha billing",
  "trusted (forwarded)",
  "trusted (page)",
];

/** Every method by every kind of caller, each in its own scope where it names one. */
export async function writeCallers(ask: Ask): Promise<void> {
  for (const caller of people) {
    const home = caller === "trusted" ? "root" : (caller.split(" ")[0] ?? caller);
    for (const [method, params] of callsOf(home)) await ask(caller, method, params);
    // without i_wholesaler, and without anything
    for (const method of ["listCustomers", "getAuditLogs", "getCustomerInfo", "createCustomer"])
      await ask(caller, method);
  }
  for (const caller of strangers) {
    const home = people.includes(caller) ? caller : "root";
    for (const [method, params] of callsOf(home).slice(0, 5)) await ask(caller, method, params);
  }
  await ask("trusted (get)", "getDictionary", { name: "string languages" });
  await wrongCredentials(ask);
}

function callsOf(home: string): (readonly [string, NotedStruct])[] {
  const i_wholesaler = customerId(home);
  const child = customerId(home === "root" ? "omega" : (children[home] ?? "omega.one"));
  const target = { i_wholesaler, i_customer: child };
  const name = newName(`of ${home}`);
  return [
    ["listCustomers", { i_wholesaler, limit: "int 2" }],
    ["listLedger", { ...target, limit: "int 2" }],
    ["getDictionary", { name: "string payment_methods" }],
    [
      "createCustomer",
      { i_wholesaler, i_tariff: "nil", name: `string ${name}`, web_password: "string correct horse battery" },
    ],
    ["blockCustomer", { ...target, reason: "string other", note: "string seen" }],
    ["authCustomer", { username: `string ${home}`, password: "string correct horse battery" }],
    ["getAuditLogs", { i_wholesaler, what: "string createCustomer", limit: "int 1" }],
    ["unblockCustomer", target],
    ["updateCustomer", { ...target, city: "string Riga", credit_limit: "int 3" }],
    ["customerAddFunds", { ...target, amount: "double 2.5", payment_notes: "string thanks" }],
    ["customerCredit", { ...target, amount: "int 1" }],
    ["customerDebit", { ...target, amount: "string 0.25", currency: "string USD" }],
    [
      "resetCustomerOneTimePassword",
      { web_login: `string ${home === "root" ? "omega" : (children[home] ?? "omega.one")}` },
    ],
    ["validatePassword", { password: "string correct horse", i_customer: child }],
    ["getCustomerInfo", target],
    ["deleteCustomer", { i_wholesaler, name: "string stray", i_customer: "int 2000000000" }],
  ];
}

const children: Readonly<Record<string, string>> = {
  alpha: "alpha.mid",
  "alpha.mid": "alpha.low",
  "alpha.low": "alpha.leaf",
  beta: "beta.one",
  gamma: "gamma.one",
  dormant: "dormant.one",
  delta: "delta.one",
  euro: "euro.one",
  unmanaging: "unmanaged",
};

/** Fewer wrong tries of one login than cost a wait. */
async function wrongCredentials(ask: Ask): Promise<void> {
  const params = { name: "string languages" };
  for (const caller of ["nobody", "ALPHA", "root", "alpha", "alpha.silent", "gone", "alpha noc"]) {
    await ask(`${caller} (password guess)`, "getDictionary", params);
  }
  for (const caller of ["nobody else", "alpha (sha-256)", "alpha", "alpha (again)", "alpha"]) {
    await ask(caller, "getDictionary", params);
  }
  const made = { ...params, web_login: "string alpha" };
  await ask("alpha", "resetCustomerOneTimePassword", made);
  await ask("alpha (again)", "resetCustomerOneTimePassword", made);
}
