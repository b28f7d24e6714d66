import { type AttributeName, attributeOf } from "@/attributes/customer";
import { readInt } from "@/attributes/kinds/number";
import { delegatedNames } from "@/attributes/lists";
import { everyAction } from "@/attributes/rights";
import { Refusal } from "../../ground/refusal";
import { isOn } from "../../input/is-on";
import { readRequired } from "../../input/read-parameter";
import type { Raw } from "../../operation/needs";
import type { CustomerRow } from "../../record/customer-row";
import { act, type Call } from "./act";
import { storedValue, wholeOf } from "./changed-attributes";
import { nothingToChange } from "./set-attributes";

type Bits = Readonly<Record<string, number>>;
type Input = { readonly give: Bits; readonly take: Bits };

/** Adds single rights, flags and features to what each customer has, or takes them from it. */
export const rights = act<Input>({
  read: (raw) => {
    const [give, take] = [readBits(raw, "give"), readBits(raw, "take")];
    for (const [name, bits] of Object.entries(give)) if (bits & (take[name] ?? 0)) throw bothWays(name);
    if (Object.keys({ ...give, ...take }).length === 0) throw nothingToChange("give");
    return { give, take };
  },
  callFor: (input, customer) => {
    const call = changeOf(input, (name) => storedValue(customer as CustomerRow, name));
    return Object.keys(call.raw).length === 1 ? null : call;
  },
  sample: ({ give, take }) =>
    // whatever they have, these are the attributes that change
    changeOf({ give, take }, (name) => (give[name] ? 0 : everyAction)),
  lasting: () => [],
});

/** What changes, beside what there was: somebody else's change at the same time is not lost. */
function changeOf({ give, take }: Input, stored: (name: AttributeName) => unknown): Call {
  const values: Record<string, unknown> = {};
  const shown: Record<string, unknown> = {};
  for (const name of delegatedNames) {
    const before = Number(stored(name)) & wholeOf(name);
    const after = (before | (give[name] ?? 0)) & ~(take[name] ?? 0);
    if (after === before) continue;
    const written = (bits: number) => (attributeOf(name).kind.kind === "feature" ? bits === 1 : bits);
    values[name] = written(after);
    shown[name] = written(before);
  }
  return { operation: "updateCustomer", raw: { ...values, shown } };
}

/** Reads bits by attribute: of a mask some, a flag or a feature is on or absent. @throws Refusal 400 */
function readBits(raw: Raw, parameter: string): Bits {
  const given = raw[parameter] ?? {};
  if (typeof given !== "object") throw malformed(parameter);
  return Object.fromEntries(
    Object.entries(given as Raw).flatMap(([name, value]) => {
      const known = delegatedNames.find((one) => one === name);
      if (!known) throw malformed(parameter);
      const whole = wholeOf(known);
      const bits =
        whole === 1
          ? Number(isOn(value))
          : readRequired(given as Raw, name, (bits) => readInt(bits, 0, whole));
      return bits === 0 ? [] : [[name, bits] as const];
    }),
  );
}

function malformed(parameter: string): Refusal {
  return new Refusal(400, `Parameter ${parameter} must be a struct of rights and features`, parameter, {
    key: "malformed",
  });
}

function bothWays(name: string): Refusal {
  return new Refusal(400, `Parameter ${name} cannot both be given and taken`, name, {
    key: "given_and_taken",
  });
}
