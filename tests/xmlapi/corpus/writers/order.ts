import { table } from "../../../attributes/table";
import type { NotedStruct } from "../notation";
import { type Ask, customerId, newName } from "./ask";

/** How near to each other two faults stand that one call has. */
const distance = 4;

/** Two faults in each call, of which the first alone is told: every two demands that are near each other in their order. */
export async function writeOrder(ask: Ask): Promise<void> {
  await ofCreate(ask);
  await ofUpdate(ask);
  await ofShapes(ask);
  await ofFunds(ask);
}

type Fault = NotedStruct;

const secrets: readonly Fault[] = [
  { web_password: "string correct horse" },
  { api_password: "string correct horse" },
  { i_password_policy: "int 2" },
  { i_commission_agent: "int 2000000000" },
];

/** What neither `snug` nor `tight` has to give. */
const gifts: readonly Fault[] = [
  { i_tariff: "int {tariff omega.USD}" },
  { i_routing_group: "int {group omega.group}" },
  { accounts_mgmt: "int 7" },
  { customers_mgmt: "int 1" },
  { tariffs_mgmt: "int 2" },
  { vouchers_mgmt: "int 4" },
  { system_mgmt: "int 1" },
  { api_access: "int 1" },
  { api_mgmt: "int 1" },
  { use_own_tariff: "int 1" },
  { callshop_enabled: "boolean 1" },
  { dncl_enabled: "boolean 1" },
];

const taken: readonly Fault[] = [{ name: "string alpha" }, { web_login: "string alpha.mid" }];
const longPassword = "string plankton xylophone 47 Vermeer";

async function ofCreate(ask: Ask): Promise<void> {
  const good = { i_tariff: "int {tariff snug.EUR}", web_password: longPassword };
  const funds: readonly Fault[] = [{ credit_limit: "int 100000" }, { balance: "int 100000" }];
  const i_wholesaler = customerId("snug");
  for (const [one, other] of pairs([...secrets, ...gifts, ...funds, ...taken])) {
    const name = `string ${newName("ordered")}`;
    await ask("trusted", "createCustomer", { i_wholesaler, ...good, name, ...one, ...other });
  }
  // the limit of depth, which nothing in the call can mend, beside each of the others
  for (const fault of [...secrets, ...gifts, ...funds, ...taken]) {
    const place = { i_wholesaler: customerId("tight"), i_tariff: "int {tariff tight.EUR}" };
    const name = `string ${newName("too deep")}`;
    await ask("root", "createCustomer", { ...place, web_password: longPassword, name, ...fault });
  }
}

async function ofUpdate(ask: Ask): Promise<void> {
  const target = { i_wholesaler: customerId("snug"), i_customer: customerId("snug.one") };
  // what the customer has is no gift: take it away first
  const has = [
    "accounts_mgmt",
    "customers_mgmt",
    "tariffs_mgmt",
    "vouchers_mgmt",
    "system_mgmt",
    "api_access",
    "api_mgmt",
    "use_own_tariff",
  ];
  await ask("root", "updateCustomer", {
    ...target,
    ...Object.fromEntries(has.map((name) => [name, "int 0"])),
  });
  const currency: readonly Fault[] = [{ i_tariff: "int {tariff snug.EUR}" }];
  const funds: readonly Fault[] = [{ credit_limit: "int 100000" }, { balance: "int 100000" }];
  for (const [one, other] of pairs([...secrets, ...gifts, ...currency, ...funds, ...taken])) {
    await ask("trusted", "updateCustomer", { ...target, ...one, ...other });
  }
  for (const gift of [...gifts.slice(1), ...secrets]) {
    for (const late of [...currency, ...funds.slice(1)])
      await ask("root", "updateCustomer", { ...target, ...gift, ...late });
  }
}

/** Attributes are read in the order of their table, whatever the order in the call. */
async function ofShapes(ask: Ask): Promise<void> {
  const target = { i_wholesaler: customerId("root"), i_customer: customerId("omega") };
  for (const [at, { name = "" }] of table.entries()) {
    const { name: next } = table[at + 1] ?? {};
    if (next === undefined) continue;
    const wrong = "xml <array><data></data></array>";
    await ask("root", "updateCustomer", { [next]: wrong, [name]: wrong, ...target });
  }
}

async function ofFunds(ask: Ask): Promise<void> {
  const faults: readonly Fault[] = [
    { i_customer: "string x" },
    { amount: "int 0" },
    { currency: "string ABC" },
    { payment_notes: "int 1" },
    { idempotency_key: "int 1" },
    { payment_date: "string x" },
    { payment_time: "string x" },
    { i_wholesaler: customerId("alpha.leaf") },
    { i_customer: customerId("tight.one") },
    { payment_date: "string 2019-03-02", payment_time: "string 2019-03-01T12:00:00Z" },
    { currency: "string EUR" },
    { amount: "int 100000" },
  ];
  const good = { i_wholesaler: customerId("snug"), i_customer: customerId("snug.one"), amount: "int 1" };
  for (const [one, other] of pairs(faults)) {
    await ask("trusted", "customerAddFunds", { ...good, ...one, ...other });
  }
}

function pairs(faults: readonly Fault[]): (readonly [Fault, Fault])[] {
  return faults.flatMap((one, at) =>
    faults
      .slice(at + 1, at + 1 + distance)
      .filter((other) => !Object.keys(one).some((name) => name in other))
      .map((other) => [one, other] as const),
  );
}
