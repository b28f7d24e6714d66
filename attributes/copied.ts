import { type AttributeName, attributeOf, type CustomerValues, type Group, namesWhere } from "./customer";

/** Who a customer is, and how it is reached. */
const personal: readonly Group[] = ["identity", "contact", "notifications"];

/**
 * Whether a profile, or a copy of a customer, carries an attribute: all that says what a customer may do and how it is
 * served, and nothing of who it is (name, login, description, addresses), what is secret, what it holds (balance), or
 * what only one can have (the host name).
 */
export function isCopied(name: AttributeName): boolean {
  const { group, kind } = attributeOf(name);
  return (
    !personal.includes(group) && kind.kind !== "secret" && kind.kind !== "hostname" && name !== "balance"
  );
}

/** The attributes that a profile may carry, in the order of the specification. */
export const copiedAttributes: readonly AttributeName[] = namesWhere(() => true).filter(isCopied);

/** Values of such attributes. What is absent is left to the default. */
export type CopiedValues = Partial<CustomerValues>;
