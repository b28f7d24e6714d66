import type { DecimalText } from "@/attributes/decimal";
import { money } from "@/attributes/kinds/number";
import { byKind, type Reader, readRequired } from "../customers/read-parameter";
import { Refusal } from "../refusal";

type Raw = Readonly<Record<string, unknown>>;

/** What a figure is to become: a new value, or the present one and so much more or less. */
export type Target = {
  readonly is: "new" | "change";
  readonly amount: DecimalText;
  /** which parameter said so: what refusals name */
  readonly parameter: string;
};

const signed = byKind(money({ signed: true }));

/** Reads a new value by its name, or a `change`: one of the two. @throws Refusal 400 */
export function readTarget(raw: Raw, name: string, read: Reader<DecimalText>): Target {
  const [hasNew, hasChange] = [raw[name] !== undefined, raw.change !== undefined];
  if (hasNew && hasChange) {
    throw new Refusal(400, `Parameter change cannot be given beside ${name}`, "change", { key: "either_or" });
  }
  if (hasChange) return { is: "change", amount: readRequired(raw, "change", signed), parameter: "change" };
  return { is: "new", amount: readRequired(raw, name, read), parameter: name };
}
