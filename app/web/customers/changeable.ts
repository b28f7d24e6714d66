import type { AttributeName } from "@/attributes/customer";
import { createCustomer } from "@/server/customers/create-customer";
import { updateCustomer } from "@/server/customers/update-customer";
import type { Ask } from "../session/may";
import { formAttributes } from "./customer-fields";

/** The attributes that the reader's form for a new sub-customer has. */
export function givableBy(may: Ask): readonly AttributeName[] {
  return formAttributes.filter((name) => may(createCustomer, "own", { values: { [name]: "given" } }));
}

/** The attributes of a sub-customer that the reader may change. */
export function changeableBy(may: Ask): readonly AttributeName[] {
  return formAttributes.filter((name) => may(updateCustomer, "below", { values: { [name]: "" } }));
}
