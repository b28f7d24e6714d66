import { type AttributeName, attributeOf } from "@/attributes/customer";
import { mayAct, type Powers } from "@/server/actor/access-levels";
import { actsFor } from "@/server/customers/update-customer";
import { formAttributes } from "../../web/customers/customer-fields";

/** The attributes that a form for a new sub-customer has; every level may give the log-in and the address. */
export function givableBy(level: Powers): readonly AttributeName[] {
  return formAttributes.filter(
    (name) => mayAct(level, "credentials") || !attributeOf(name).credential || attributeOf(name).atFirst,
  );
}

/** The attributes of a sub-customer that a level may change at all. */
export function changeableBy(level: Powers): readonly AttributeName[] {
  return formAttributes.filter((name) => actsFor([name]).every((act) => mayAct(level, act)));
}
