import { money } from "@/attributes/kinds/number";
import type { DecimalText } from "@/attributes/reading/decimal";
import { Refusal } from "../ground/refusal";
import { byKind, type Reader, readRequired } from "../input/read-parameter";

type Raw = Readonly<Record<string, unknown>>;

/** The target of a change: a new value, or a difference from the present one. */
export type NewAmount = {
  readonly is: "new" | "change";
  readonly amount: DecimalText;
  /** the parameter that refusals name */
  readonly parameter: string;
};

const signed = byKind(money({ signed: true }));

/** Reads either a new value by its name or a `change`. @throws Refusal 400 */
export function readNewAmount(raw: Raw, name: string, read: Reader<DecimalText>): NewAmount {
  const [hasNew, hasChange] = [raw[name] !== undefined, raw.change !== undefined];
  if (hasNew && hasChange) {
    throw new Refusal(400, `Parameter change cannot be given beside ${name}`, "change", { key: "either_or" });
  }
  if (hasChange) return { is: "change", amount: readRequired(raw, "change", signed), parameter: "change" };
  return { is: "new", amount: readRequired(raw, name, read), parameter: name };
}
