import { type AttributeName, attributeNames, attributeOf } from "@/attributes/customer";
import type { FormChoices } from "@/server/customers/form-choices";

/** The defaults of a new customer: the form shows them, and sends only what people change. */
export function defaultsFor({ parent, inherited }: FormChoices): Partial<Record<AttributeName, unknown>> {
  const values: Partial<Record<AttributeName, unknown>> = {};
  for (const name of attributeNames) {
    const { default: standard } = attributeOf(name);
    if (typeof standard === "object") values[name] = standard.value;
  }
  return { ...values, ...inherited, payment_currency: parent.base_currency };
}
