import type { Random } from "../../stage/random";
import type { NotedStruct } from "../notation";
import { type Ask, customerId } from "./ask";

/** Lists, ledgers, histories, dictionaries and judged passwords, with filters and pages that are right and wrong. */
export async function writeReading(ask: Ask, random: Random): Promise<void> {
  await pages(ask);
  await ledgers(ask);
  await histories(ask, random);
  await dictionaries(ask);
  await passwords(ask);
}

const wrongCounts = ["int -1", "string many", "double 1.5", "i8 99999999999", "nil", "string ", "boolean 1"];

async function pages(ask: Ask): Promise<void> {
  const i_wholesaler = customerId("root");
  for (const limit of ["int 0", "int 3", "string 2", "double 2.0", ...wrongCounts.slice(0, 4)]) {
    await ask("root", "listCustomers", { i_wholesaler, limit });
  }
  for (const offset of ["int 0", "int 4", "string 3", "int 100000", ...wrongCounts]) {
    await ask("trusted", "listCustomers", { i_wholesaler, offset, limit: "int 1" });
  }
  for (const scope of ["alpha", "alpha.mid", "alpha.low", "alpha.leaf", "delta", "euro"]) {
    await ask("trusted", "listCustomers", { i_wholesaler: customerId(scope, "string") });
  }
  await ask("alpha", "listCustomers");
  await ask("alpha", "listCustomers", {
    offset: "int -1",
    limit: "int -1",
    i_wholesaler: customerId("omega"),
  });
}

async function ledgers(ask: Ask): Promise<void> {
  const target = { i_wholesaler: customerId("alpha"), i_customer: customerId("alpha.mid") };
  const filters: NotedStruct[] = [
    {},
    { kind: "string payment" },
    { kind: "string opening" },
    { kind: "string refund" },
    { kind: "int 1" },
    { kind: "nil" },
    { since: "string 2020-01-01" },
    { since: "string 2020-01-01T00:00:00Z", until: "string 2021-01-01" },
    { since: "dateTime.iso8601 20200101T00:00:00" },
    { since: "string 2098-01-01" },
    { until: "string 2020-01-01" },
    { since: "string yesterday" },
    { until: "string 2020-02-31" },
    { since: "int 5" },
    { min_amount: "double 2" },
    { max_amount: "string -0.1" },
    { min_amount: "string much" },
    { max_amount: "double 1e30" },
    { note: "string THANKS" },
    { note: "string nothing of it" },
    { note: "int 5" },
    { offset: "int 1", limit: "int 1" },
    { offset: "int 99" },
    { limit: "int 0" },
    { limit: "int 1000" },
    { limit: "int 1001" },
    { limit: "int -1" },
    { offset: "string x", limit: "string y" },
    { kind: "string x", since: "string y", until: "string z", limit: "int -1" },
  ];
  for (const [at, filter] of filters.entries()) {
    await ask(at % 2 === 0 ? "alpha" : "trusted", "listLedger", { ...target, limit: "int 3", ...filter });
  }
  for (const name of ["alpha", "alpha.low", "alpha.leaf", "gone", "root", "omega.one"]) {
    await ask("alpha", "listLedger", { i_customer: customerId(name), limit: "int 2" });
    await ask("alpha.mid", "listLedger", { i_customer: customerId(name), limit: "int 2" });
  }
}

async function histories(ask: Ask, random: Random): Promise<void> {
  const todays: NotedStruct[] = [
    { what: "string createCustomer" },
    { what: "string authCustomer" },
    { what: "string noSuch" },
    { what: "int 5" },
    { who: "string alpha" },
    { who: "string nobody at all" },
    { who: "string " },
    { since: "string 2020-01-01" },
    { since: "string 2098-01-01" },
    { until: "string 2020-01-01" },
    { since: "string soon" },
    { until: "double 1.5" },
    { what: "string updateCustomer", i_customer: customerId("alpha.mid") },
    { what: "string updateCustomer", i_customer: customerId("omega") },
    { what: "string updateCustomer", i_customer: "int 0" },
    { what: "string updateCustomer", i_customer: "string x" },
    { what: "string createCustomer", offset: "int 2" },
    { what: "string createCustomer", limit: "int -1" },
    { what: "string createCustomer", limit: "int 1001" },
    { what: "string createCustomer", limit: "int 0" },
    { since: "string x", until: "string y", who: "int 1", what: "int 2", limit: "int -1" },
  ];
  const callers = ["alpha", "trusted", "root", "alpha.mid", "gamma"] as const;
  for (const filter of todays) {
    const caller = random.pick([...callers] as [string, ...string[]]);
    const scope = caller === "trusted" || caller === "root" ? "root" : caller;
    await ask(caller, "getAuditLogs", { i_wholesaler: customerId(scope), limit: "int 2", ...filter });
  }
  await vendorsHistories(ask);
}

async function vendorsHistories(ask: Ask): Promise<void> {
  const filters: NotedStruct[] = [
    {},
    { action: "string A" },
    { action: "string U" },
    { action: "string FUNDS" },
    { action: "string AUTH_OK" },
    { action: "string OTP_RST" },
    { action: "string blockCustomer" },
    { action: "string a" },
    { action: "int 1" },
    { resource: "string customers:i_customer={customer alpha.mid}" },
    { resource: "string customers:i_customer={customer alpha.mid}", action: "string A" },
    { resource: "string customers" },
    { resource: "string customer:username=alpha" },
    { start_date: "string 09:57:29.000 GMT Wed Nov 18 2009" },
    { start_date: "string 09:57:29 GMT Mon Nov 8 2009", end_date: "string 2098-01-01" },
    { start_date: "string 2009-11-18", end_date: "string 2009-11-17" },
    { end_date: "string 2009-11-18" },
    { start_date: "string 09:57:29.000 GMT Wed Nov 31 2009" },
    { start_date: "string 25:00:00.000 GMT Wed Nov 18 2009" },
    { start_date: "int 5", end_date: "string x" },
    { i_customer: customerId("alpha.mid") },
    { i_customer: customerId("alpha.mid", "string") },
    { i_customer: customerId("omega") },
    { i_customer: "string x" },
    { i_customer: "nil" },
    { limit: "int 0" },
    { limit: "int 101" },
    { offset: "int 1" },
    { offset: "int -1" },
    { offset: "int -1", limit: "int 101", action: "int 1", start_date: "string x" },
  ];
  for (const [at, filter] of filters.entries()) {
    await ask(at % 3 === 0 ? "root" : "alpha", "getAuditLogs", { limit: "int 2", ...filter });
  }
  await ask("trusted", "getAuditLogs", { i_customer: customerId("alpha"), limit: "int 1" });
  await ask("trusted", "getAuditLogs", { i_wholesaler: customerId("alpha"), limit: "int 1" });
  await ask("trusted", "getAuditLogs", { limit: "int 1" });
}

async function dictionaries(ask: Ask): Promise<void> {
  const names =
    "time_zones currencies languages export_types payment_methods start_pages password_policies protocols proto_transports tariff_types upload_types media_relays media_relay_types qmon_actions forward_did_modes privacy_modes ca_list_types ssl_certificate_types ssl_use_domain_types trunk_policies".split(
      " ",
    );
  for (const [at, name] of names.entries()) {
    await ask(at % 2 === 0 ? "alpha" : "trusted", "getDictionary", { name: `string ${name}` });
    if (at > 1) await ask("gamma", "getDictionary", { name: `string ${name}`, i_lang: "string ru" });
  }
  const wrong: NotedStruct[] = [
    { name: "string timezone" },
    { name: "int 1" },
    { name: "nil" },
    { name: "string Languages" },
    { name: "string languages", type: "string web" },
    { name: "string languages", type: "string ivr" },
    { name: "string languages", type: "string other" },
    { name: "string protocols", type: "string other" },
    { name: "string languages", i_lang: "string xx" },
    { name: "string languages", i_lang: "int 1" },
    { name: "string x", type: "string y", i_lang: "string z" },
    { i_wholesaler: customerId("omega"), name: "string languages" },
    { i_wholesaler: "string x", name: "untagged languages" },
  ];
  for (const params of wrong) await ask("alpha", "getDictionary", params);
}

async function passwords(ask: Ask): Promise<void> {
  const tried = [
    "correct horse battery",
    "short",
    "password1",
    "",
    "aaaaaaaaaaaa",
    "Correct Horse 47",
    "plankton xylophone 47 Vermeer",
    "x".repeat(129),
    "tab\tin it",
  ];
  for (const password of tried) {
    for (const i_password_policy of ["int 1", "int 2", "int 3"]) {
      await ask("alpha", "validatePassword", { password: `string ${password}`, i_password_policy });
    }
  }
  const more: NotedStruct[] = [
    { password: "string correct horse battery", i_password_policy: "int 9" },
    { password: "string correct horse battery", i_password_policy: "string x" },
    { password: "string correct horse battery", i_customer: customerId("strict") },
    { password: "string alpha.mid", i_customer: customerId("alpha.mid") },
    { password: "string my name is alpha.mid", web_login: "string alpha.mid" },
    { password: "string my name is alpha.mid", web_label: "string alpha.mid" },
    { password: "string johannes", name: "string Johannes" },
    { password: "string short", lang: "string ru" },
    { password: "string password1", lang: "string RU", i_password_policy: "int 3" },
    { password: "string short", lang: "string xx" },
    { password: "string short", lang: "int 5" },
    { password: "int 5" },
    { password: "nil", i_customer: "string x" },
    {},
  ];
  for (const params of more) {
    await ask("alpha", "validatePassword", params);
  }
}
