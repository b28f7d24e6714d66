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
export function lastingOf(values: Partial<CustomerValues>): readonly Lasting[] {
  return [
    ...(values.email === undefined ? [] : (["mails"] as const)),
    ...(values.dns_alias === undefined ? [] : (["alias_proof"] as const)),
  ];
}

/** All bits of a right, a flag or a feature. */
export function wholeOf(name: AttributeName): number {
  return attributeOf(name).kind.kind === "rights" ? everyAction : 1;
}
