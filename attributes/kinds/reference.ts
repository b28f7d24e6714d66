import { type Kind, refuseNil, schemaFrom } from "../kind";
import { largestInt, readInt } from "./number";
import { readText } from "./text";

/** What a reference may point at. The first eight are dictionaries, with fixed ids; the rest are rows. */
export type ReferenceTarget =
  | "time_zones"
  | "languages"
  | "export_types"
  | "currencies"
  | "payment_methods"
  | "start_pages"
  | "password_policies"
  | "tariffs"
  | "routing_groups"
  | "customers";

export interface ReferenceKind<Value extends number | string | null> extends Kind<Value> {
  readonly kind: "reference";
  readonly target: ReferenceTarget;
}

/** The number of something. Whether there is such a thing is the operation's to check. */
export function reference(target: ReferenceTarget): ReferenceKind<number> {
  return {
    kind: "reference",
    wire: "int",
    nullable: false,
    target,
    schema: schemaFrom((raw) => readInt(raw, 1, largestInt)),
  };
}

/** The number of something, or nil. */
export function referenceOrNil(target: ReferenceTarget): ReferenceKind<number | null> {
  return {
    kind: "reference",
    wire: "int or nil",
    nullable: true,
    target,
    schema: schemaFrom((raw) => (raw === null || raw === "" ? null : readInt(raw, 1, largestInt))),
  };
}

/** The code of something: a language's `en`, a currency's `USD`. */
export function codeReference(target: ReferenceTarget, spelled: "lower" | "upper"): ReferenceKind<string> {
  return {
    kind: "reference",
    wire: "string",
    nullable: false,
    target,
    schema: schemaFrom((raw) => {
      if (raw === null) refuseNil();
      const code = readText(raw, { min: 1, max: 8, trimmed: true });
      return spelled === "lower" ? code.toLowerCase() : code.toUpperCase();
    }),
  };
}
