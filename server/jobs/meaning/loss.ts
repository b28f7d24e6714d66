import { attributeOf, isAttributeName, isDelegated } from "@/attributes/customer";
import { delegatedNames } from "@/attributes/lists";
import { sourceOf } from "@/attributes/rights";
import type { CustomerRow } from "../../record/customer-row";
import { codeOf } from "../../record/rights-code";
import type { Call } from "../acts/act";
import type { Loss } from "../job/figures";

/** What everybody below a customer loses by some calls for it; undefined: nothing. */
export function lossOf(calls: readonly Call[], customer: CustomerRow): Loss | undefined {
  if (calls.some(({ operation }) => operation === "blockCustomer")) return { what: "stopped", bits: 1 };
  const bits = calls.reduce((all, call) => all | takenBy(call, customer), 0);
  return bits === 0 ? undefined : { what: "rights", bits };
}

/** The bits that nobody below can have any more, as a code. */
function takenBy({ operation, raw }: Call, customer: CustomerRow): number {
  if (operation !== "updateCustomer") return 0;
  const stored = customer as Readonly<Record<string, unknown>>;
  const taken = (name: string) =>
    isAttributeName(name) && isDelegated(attributeOf(name)) && raw[name] !== undefined
      ? Number(stored[name]) & ~Number(raw[name])
      : 0;
  return codeOf(Object.fromEntries(delegatedNames.map((name) => [name, taken(sourceOf(name))])));
}
