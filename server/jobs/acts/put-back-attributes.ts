import { type AttributeName, attributeOf, isAttributeName, isDelegated } from "@/attributes/customer";
import type { PutBack } from "../../actor/actor";
import type { Step } from "../../operation/job-row";
import type { CustomerRow } from "../../record/customer-row";
import type { Call, Doing } from "./act";
import { storedValue } from "./changed-attributes";

/** Money has entries of its own. */
const apart: readonly string[] = ["balance", "credit_limit"];

/** Attribute by attribute, and of rights, flags and features bit by bit. */
export function attributesBack(steps: readonly Step[], customer: CustomerRow): Doing {
  const back: Record<string, unknown> = {};
  const shown: Record<string, unknown> = {};
  const since: string[] = [];
  for (const [name, [before, after]] of changesOf(steps)) {
    if (apart.includes(name)) continue;
    const now = storedValue(customer, name);
    const wanted = isDelegated(attributeOf(name)) ? bitsBack(name, now, before, after) : before;
    if (now === wanted) continue;
    if (!isDelegated(attributeOf(name)) && now !== after) {
      since.push(name);
      continue;
    }
    back[name] = wanted;
    shown[name] = now;
  }
  const calls: Call[] =
    Object.keys(back).length === 0 ? [] : [{ operation: "updateCustomer", raw: { ...back, shown } }];
  return { calls, since, back: besideOf(steps, back) };
}

/** What stands beside these attributes, as it was before the first step that changed them. */
function besideOf(steps: readonly Step[], { i_lang, css }: Readonly<Record<string, unknown>>): PutBack {
  // what `updateCustomer` says of itself
  const all = steps.map(({ undoing }) => (undoing ?? {}) as Pick<PutBack, "lang_chosen" | "brand_version">);
  const first = <Name extends "lang_chosen" | "brand_version">(name: Name) =>
    all.find((one) => one[name] !== undefined)?.[name];
  const [lang_chosen, brand_version] = [first("lang_chosen"), first("brand_version")];
  return {
    ...(i_lang === undefined || lang_chosen === undefined ? {} : { lang_chosen }),
    ...(css === undefined || brand_version === undefined ? {} : { brand_version }),
  };
}

/** The bits that were changed, as they were; all others as they are. */
function bitsBack(name: AttributeName, now: unknown, before: unknown, after: unknown): unknown {
  const changed = Number(before) ^ Number(after);
  const bits = (Number(now) & ~changed) | (Number(before) & changed);
  return attributeOf(name).kind.kind === "feature" ? bits === 1 : bits;
}

/** Of each attribute what it was at first and in the end; of secrets nothing is known. */
export function changesOf(
  steps: readonly Step[],
): Map<AttributeName, readonly [before: unknown, after: unknown]> {
  const all = new Map<AttributeName, readonly [unknown, unknown]>();
  for (const [name, change] of steps.flatMap(({ changes }) => Object.entries(changes ?? {}))) {
    // as `describeChanges` made it
    if (!isAttributeName(name) || !Array.isArray(change)) continue;
    const first = all.get(name) ?? change;
    all.set(name, [first[0], change[1]]);
  }
  return all;
}
