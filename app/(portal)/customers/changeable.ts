import type { AttributeName } from "@/attributes/customer";
import { actsFor } from "@/server/customers/update-customer";
import { type AccessLevel, mayAct } from "@/server/identity/access-levels";
import { formAttributes } from "./customer-fields";

/** The attributes of a sub-customer that a level may change at all. */
export function changeableBy(level: AccessLevel): readonly AttributeName[] {
  return formAttributes.filter((name) => actsFor([name]).every((act) => mayAct(level, act)));
}
