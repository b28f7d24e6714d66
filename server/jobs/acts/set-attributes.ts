import { type AttributeName, attributeOf, type CustomerValues, namesOf } from "@/attributes/customer";
import { ownNames } from "@/attributes/lists";
import { Refusal } from "../../ground/refusal";
import { demandGiven } from "../../input/read-parameter";
import { readAttributes } from "../../record/read-attributes";
import { act } from "./act";
import { hasAll, lastingOf } from "./changed-attributes";

type Input = { readonly values: Partial<CustomerValues> };

/** Sets or clears attributes, the same for all. */
export const setAttributes = act<Input>({
  read: (raw) => {
    demandGiven(raw, ["values"]);
    const given = typeof raw.values === "object" && raw.values !== null ? raw.values : {};
    const values = readAttributes(given as Readonly<Record<string, unknown>>);
    for (const name of namesOf(values)) if (!isForMany(name)) throw notForMany(name);
    if (namesOf(values).length === 0) throw nothingToChange("values");
    return { values };
  },
  callFor: ({ values }, customer) =>
    hasAll(customer, values) ? null : { operation: "updateCustomer", raw: { ...values } },
  sample: ({ values }) => ({ operation: "updateCustomer", raw: { ...values } }),
  lasting: ({ values }) => lastingOf(namesOf(values)),
});

/** Whether many can have the same. */
export function isForMany(name: AttributeName): boolean {
  return attributeOf(name).kind.kind !== "secret" && !ownNames.some((own) => own === name);
}

function notForMany(name: AttributeName): Refusal {
  const text = `Parameter ${name} is each customer's own, and cannot be set for many at once`;
  return new Refusal(400, text, name, { key: "not_for_many" });
}

export function nothingToChange(parameter: string): Refusal {
  return new Refusal(400, "At least one attribute is required", parameter, { key: "nothing_to_change" });
}
