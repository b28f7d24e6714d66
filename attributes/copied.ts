import { type AttributeName, attributeOf, type CustomerValues, type Group, namesWhere } from "./customer";

/** The attributes that identify a customer and say how to reach it. */
const personal: readonly Group[] = ["identity", "contact", "notifications"];

/**
 * Whether a profile, or a copy of a customer, carries an attribute. It carries what a customer may do and how it is
 * served, but not who it is (name, login, description, addresses), its secrets, its balance, or what only one customer
 * can have (the host name).
 */
export function isCopied(name: AttributeName): boolean {
  const { group, kind } = attributeOf(name);
  return (
    !personal.includes(group) && kind.kind !== "secret" && kind.kind !== "hostname" && name !== "balance"
  );
}

/** The attributes that a profile may carry, in the order of the specification. */
export const copiedAttributes: readonly AttributeName[] = namesWhere(() => true).filter(isCopied);

/** Their values. An absent one keeps its default. */
export type CopiedValues = Partial<CustomerValues>;
