import type { NotedStruct } from "../notation";
import { type Ask, customerId } from "./ask";

/** Payments, credits and charges, once and again, with days and moments; the ledger proves them. */
export async function writeMoney(ask: Ask): Promise<void> {
  const target = { i_wholesaler: customerId("alpha"), i_customer: customerId("alpha.plain") };
  for (const method of ["customerAddFunds", "customerCredit", "customerDebit"]) {
    for (const more of sound(method)) {
      await ask("alpha", method, { ...target, ...more });
    }
    await ask("alpha", "listLedger", { ...target, limit: "int 2" });
    await ask("alpha", "getAuditLogs", { action: "string FUNDS", limit: "int 2" });
  }
  await ask("alpha", "getCustomerInfo", target);
  await again(ask, target);
  await overcommitted(ask);
  await corrected(ask, target);
}

function sound(method: string): NotedStruct[] {
  return [
    { amount: "double 20.12" },
    { amount: "string 1e1", currency: "string USD", payment_notes: "string <Счёт> & 7\nline" },
    { amount: "double 0.0000015", payment_notes: "nil" },
    { amount: "int 3", payment_date: "string 2019-03-01" },
    { amount: "int 4", payment_time: "string 09:57:29.000 GMT Fri Mar 01 2019" },
    {
      amount: "int 5",
      payment_time: "dateTime.iso8601 20190301T23:30:00",
      payment_date: "string 2019-03-01",
    },
    { amount: "int 5", payment_time: "string 2019-03-01T23:30:00Z", payment_date: "string 2019-03-02" },
    { amount: "int 6", idempotency_key: `string key of ${method}` },
    { amount: "int 6", idempotency_key: `string key of ${method}` },
    { amount: "int 7", idempotency_key: `string key of ${method}` },
    { amount: "double 999999999.999999" },
    { amount: "double 1e15" },
  ];
}

/** A key is kept per customer, and with its method, amount and answer. */
async function again(ask: Ask, target: NotedStruct): Promise<void> {
  const keyed = { amount: "int 9", idempotency_key: "string shared" };
  for (const caller of ["alpha", "trusted", "root"]) {
    for (const method of ["customerCredit", "customerDebit", "customerAddFunds"]) {
      await ask(caller, method, { ...target, ...keyed, payment_notes: `string by ${caller}` });
    }
  }
  await ask("alpha", "customerCredit", { ...target, ...keyed, i_customer: customerId("alpha.mid") });
  await ask("alpha", "customerCredit", { ...target, ...keyed, amount: "string 9.0000" });
  await ask("alpha", "customerCredit", { ...target, ...keyed, currency: "string EUR" });
  await ask("alpha", "customerCredit", { ...target, amount: "int -1", idempotency_key: "string refused" });
  await ask("alpha", "customerCredit", { ...target, amount: "int 1", idempotency_key: "string refused" });
  await ask("alpha", "listLedger", { ...target, limit: "int 3" });
}

async function overcommitted(ask: Ask): Promise<void> {
  const one = { i_wholesaler: customerId("delta"), i_customer: customerId("delta.one") };
  const two = { ...one, i_customer: customerId("delta.two") };
  for (const amount of ["int 1000", "int 100", "int 20", "double 0.01", "int 1"]) {
    await ask("delta", "customerAddFunds", { ...two, amount });
    await ask("trusted", "updateCustomer", { ...one, credit_limit: amount });
  }
  await ask("delta", "updateCustomer", { ...one, credit_limit: "int 0", balance: "int 10" });
  await ask("root", "updateCustomer", {
    i_wholesaler: "int 1",
    i_customer: customerId("delta"),
    overcommit_protection: "boolean 0",
  });
  await ask("delta", "customerAddFunds", { ...two, amount: "int 1000" });
  await ask("root", "updateCustomer", {
    i_wholesaler: "int 1",
    i_customer: customerId("delta"),
    overcommit_protection: "boolean 1",
  });
  await ask("delta", "customerAddFunds", { ...two, amount: "int 1" });
  await ask("delta", "customerDebit", { ...two, amount: "int 1" });
  await ask("trusted", "listCustomers", { i_wholesaler: customerId("delta") });
  await ask("root", "updateCustomer", {
    i_wholesaler: "int 1",
    i_customer: customerId("euro"),
    overcommit_protection: "boolean 1",
  });
}

/** A balance on update is a correction. */
async function corrected(ask: Ask, target: NotedStruct): Promise<void> {
  for (const balance of ["double 10.5", "double 10.5", "string -3", "int 0", "double 1e-6"]) {
    await ask("alpha", "updateCustomer", { ...target, balance });
    await ask("alpha", "listLedger", { ...target, limit: "int 1" });
  }
}
