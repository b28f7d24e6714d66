import { type CallName, calls } from "../calls/calls";
import { customersInBatches } from "./customers-in-batches";
import { invertedBalance } from "./inverted-balance";
import type { Method } from "./method";

/** The calls that XML-RPC has, under the original vendor's names. Source: seed; semantics, 'The XML-RPC door'. */
const methodNames = [
  "createCustomer",
  "getCustomerInfo",
  "updateCustomer",
  "deleteCustomer",
  "listCustomers",
  "authCustomer",
  "resetCustomerOneTimePassword",
  "blockCustomer",
  "unblockCustomer",
  "customerAddFunds",
  "customerCredit",
  "customerDebit",
  "getDictionary",
  "validatePassword",
  "listLedger",
  "getAuditLogs",
  "updateCustomers",
  "listJobs",
  "getJobInfo",
  "stopJob",
] as const satisfies readonly CallName[];

export type MethodName = (typeof methodNames)[number];

const forms: Readonly<Partial<Record<MethodName, Pick<Method, "streams" | "turns">>>> = {
  getCustomerInfo: { turns: invertedBalance },
  listCustomers: { streams: customersInBatches },
};

/** The methods, by name. */
export const methods: Readonly<Record<MethodName, Method>> = Object.fromEntries(
  methodNames.map((name) => [name, { ...calls[name], ...forms[name] }]),
  // of exactly these names
) as Record<MethodName, Method>;
