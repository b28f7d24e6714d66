import { type AttributeName, attributeOf, type CustomerValues, namesOf } from "@/attributes/customer";
import { Refusal } from "../../ground/refusal";
import { demandGiven } from "../../input/read-parameter";
import type { CustomerRow } from "../../record/customer-row";
import { readAttributes } from "../../record/read-attributes";
import { act } from "./act";

/** What belongs to one customer alone, or has an act of its own; as do secrets. */
const apart: readonly AttributeName[] = ["name", "web_login", "balance", "credit_limit"];

type Input = { readonly values: Partial<CustomerValues> };

/** Sets or clears attributes, the same for all. */
export const setAttributes = act<Input>({
  read: (raw) => {
    demandGiven(raw, ["values"]);
    const given = typeof raw.values === "object" && raw.values !== null ? raw.values : {};
    const values = readAttributes(given as Readonly<Record<string, unknown>>);
    for (const name of namesOf(values)) if (isApart(name)) throw notForMany(name);
    if (namesOf(values).length === 0)
      throw new Refusal(400, "At least one attribute is required", "values", { key: "nothing_to_change" });
    return { values };
  },
  callFor: ({ values }, customer) =>
    namesOf(values).every((name) => stored(customer, name) === values[name])
      ? null
      : { operation: "updateCustomer", raw: { ...values } },
  sample: ({ values }) => ({ operation: "updateCustomer", raw: { ...values } }),
  undo: (_input, changes, customer) => {
    const back: Record<string, unknown> = {};
    const since: string[] = [];
    for (const [name, change] of Object.entries(changes)) {
      if (change === "secret") continue;
      const [before, after] = change;
      if (stored(customer, name as AttributeName) === after) back[name] = before;
      else since.push(name);
    }
    return {
      calls: Object.keys(back).length === 0 ? [] : [{ operation: "updateCustomer", raw: back }],
      since,
    };
  },
});

function stored(customer: CustomerRow, name: AttributeName): unknown {
  return (customer as Readonly<Record<string, unknown>>)[name];
}

function isApart(name: AttributeName): boolean {
  return attributeOf(name).kind.kind === "secret" || apart.includes(name);
}

function notForMany(name: AttributeName): Refusal {
  const text = `Parameter ${name} is each customer's own, and cannot be set for many at once`;
  return new Refusal(400, text, name, { key: "not_for_many" });
}
