import { type Kind, refuseNil, schemaFrom } from "./kind";
import { largestInt, readInt } from "./number";
import { readText } from "./text";

/** The targets of references: dictionaries with fixed ids, then rows of tables. */
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

/** The id of something. The operation checks whether it exists. */
export function reference(target: ReferenceTarget): ReferenceKind<number> {
  return {
    kind: "reference",
    wire: "int",
    nullable: false,
    example: 1,
    target,
    schema: schemaFrom((raw) => readInt(raw, 1, largestInt)),
  };
}

/** The id of something, or nil. */
export function referenceOrNil(target: ReferenceTarget): ReferenceKind<number | null> {
  return {
    kind: "reference",
    wire: "int or nil",
    nullable: true,
    example: 1,
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
    example: spelled === "lower" ? "en" : "EUR",
    target,
    schema: schemaFrom((raw) => {
      if (raw === null) refuseNil();
      const code = readText(raw, { min: 1, max: 8, trimmed: true });
      return spelled === "lower" ? code.toLowerCase() : code.toUpperCase();
    }),
  };
}
