import type { AnyKind } from "@/attributes/customer";
import { largestInt } from "@/attributes/kinds/number";
import { mostTextKiB } from "@/attributes/reading/form-bounds";

/** A schema of JSON. Source: JSON Schema 2020-12. */
export type Schema = Readonly<Record<string, unknown>>;

/**
 * Describes what a kind of attribute takes over REST. What the schema allows the kind reads, except for the kinds whose
 * rules no schema can say (`format` names them): names, logins, addresses, patterns.
 * Source: rest, 'One registry, no operation twice'
 */
export function schemaOfKind(kind: AnyKind): Schema {
  switch (kind.kind) {
    case "text":
      return {
        ...cleared(kind.min === 0, {
          minLength: kind.min,
          maxLength: kind.max,
          pattern: kind.of === undefined ? textPattern(kind.multiline) : textPattern(false),
        }),
        ...(kind.of === undefined ? {} : { format: kind.of }),
      };
    case "secret":
      return {
        type: "string",
        minLength: kind.min,
        maxLength: kind.max,
        pattern: textPattern(false),
        format: "password",
        writeOnly: true,
      };
    case "money":
      return { type: "string", pattern: decimal(kind.min.startsWith("-"), 9), format: "decimal" };
    case "percent":
      return { type: "string", pattern: percentUpTo(kind.max), format: "decimal" };
    case "number":
      return kind.whole
        ? { type: ["integer", "null"], minimum: 0, maximum: largestInt }
        : { type: ["number", "null"], exclusiveMinimum: 0, maximum: 1e9 };
    case "rights":
      return { type: "integer", minimum: 0, maximum: kind.max };
    case "flag":
      return { type: "integer", enum: [0, 1] };
    case "feature":
      return { type: "boolean" };
    case "reference":
      return schemaOfReference(kind.wire, kind.nullable);
    case "regex":
      return { ...cleared(true, { maxLength: kind.max, pattern: textPattern(false) }), format: "regex" };
    case "email":
    case "email list":
      return { ...cleared(true, { maxLength: kind.most * 256 }), format: kind.kind.replace(" ", "-") };
    case "hostname":
      return { ...cleared(true, { maxLength: 253 }), format: "hostname" };
    case "stylesheet":
      // a character of UTF-8 has four bytes at most
      return {
        ...cleared(true, { maxLength: mostTextKiB * 256, pattern: textPattern(true, true) }),
        format: "css",
      };
    default:
      return kind satisfies never;
  }
}

/** Whether null empties a value of the kind, and is none itself. */
export function isCleared(kind: AnyKind): boolean {
  const { type } = schemaOfKind(kind);
  return Array.isArray(type) && type.includes("null") && !kind.nullable;
}

/** Text, which null clears where it may be empty. */
function cleared(mayBeEmpty: boolean, rules: Schema): Schema {
  return { type: mayBeEmpty ? ["string", "null"] : "string", ...rules };
}

function schemaOfReference(wire: string, nullable: boolean): Schema {
  if (wire === "string") return { type: "string", pattern: "^[A-Za-z]{1,8}$" };
  return { type: nullable ? ["integer", "null"] : "integer", minimum: 1, maximum: largestInt };
}

/** Text without control characters, and without what turns the direction of others; see `readText`. */
function textPattern(multiline: boolean, tabs = false): string {
  const controls = multiline
    ? `\\u0000-${tabs ? "\\u0008" : "\\u0009"}\\u000B\\u000C\\u000E-\\u001F`
    : "\\u0000-\\u001F";
  return `^[^${controls}\\u007F-\\u009F\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069]*$`;
}

function decimal(signed: boolean, digits: number): string {
  return `^${signed ? "-?" : ""}[0-9]{1,${digits}}(\\.[0-9]{1,6})?$`;
}

/** A decimal from 0 to 100, or to another power of ten. */
function percentUpTo(max: string): string {
  return `^([0-9]{1,${max.length - 1}}(\\.[0-9]{1,6})?|${max}(\\.0{1,6})?)$`;
}
