import { type AttributeName, attributeOf, type CustomerValues, namesOf } from "@/attributes/customer";
import { everyAction } from "@/attributes/rights";
import type { CustomerRow } from "../../record/customer-row";
import type { Lasting } from "./act";

/** What a customer has of an attribute; undefined: it is a secret. */
export function storedValue(customer: CustomerRow, name: AttributeName): unknown {
  return (customer as Readonly<Record<string, unknown>>)[name];
}

/** Whether a customer has all of these values. */
export function hasAll(customer: CustomerRow, values: Partial<CustomerValues>): boolean {
  return namesOf(values).every((name) => storedValue(customer, name) === values[name]);
}

/** What an undoing leaves of a change of these attributes. */
export function lastingOf(names: readonly AttributeName[]): readonly Lasting[] {
  return [...new Set(names.flatMap(lastingOfOne))];
}

function lastingOfOne(name: AttributeName): readonly Lasting[] {
  const { kind } = attributeOf(name);
  // whose they are is told by mail
  if (kind.kind === "secret") return ["secrets", "mails"];
  if (kind.kind === "hostname") return ["alias_proof"];
  return lastingOfNames[name] ?? [];
}

const lastingOfNames: Partial<Record<AttributeName, readonly Lasting[]>> = {
  // the API password covers the login
  web_login: ["secrets", "one_time_passwords"],
  // the old address is told
  email: ["mails"],
  // whose funds fall below what they chose is told
  balance: ["mails"],
  credit_limit: ["mails"],
};

/** All bits of a right, a flag or a feature. */
export function wholeOf(name: AttributeName): number {
  return attributeOf(name).kind.kind === "rights" ? everyAction : 1;
}
