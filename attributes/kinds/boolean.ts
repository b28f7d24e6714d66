import { type Kind, refuseNil, refuseType, schemaFrom } from "./kind";
import { readInt } from "./number";

export interface RightsKind extends Kind<number> {
  readonly kind: "rights";
  /** the mask with every bit */
  readonly max: number;
}

/** Rights over one area. @param max the mask with every bit */
export function rights({ max }: { readonly max: number }): RightsKind {
  return {
    kind: "rights",
    wire: "int",
    nullable: false,
    example: max,
    max,
    schema: schemaFrom((raw) => readInt(raw, 0, max)),
  };
}

export interface FlagKind extends Kind<number> {
  readonly kind: "flag";
}

/** A permission that is 0 or 1 on the wire. */
export function flag(): FlagKind {
  return {
    kind: "flag",
    wire: "int",
    nullable: false,
    example: 1,
    schema: schemaFrom((raw) => readInt(raw, 0, 1)),
  };
}

export interface FeatureKind extends Kind<boolean> {
  readonly kind: "feature";
}

/** Something that is on or off. */
export function feature(): FeatureKind {
  return {
    kind: "feature",
    wire: "boolean",
    nullable: false,
    example: true,
    schema: schemaFrom(readBoolean),
  };
}

function readBoolean(raw: unknown): boolean {
  if (typeof raw === "boolean") return raw;
  if (raw === null) refuseNil();
  const word = typeof raw === "string" ? raw.trim().toLowerCase() : raw;
  if (word === 1 || word === "1" || word === "true") return true;
  if (word === 0 || word === "0" || word === "false") return false;
  return refuseType("a boolean", "boolean_expected");
}
