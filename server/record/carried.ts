import { type CopiedValues, copiedAttributes } from "@/attributes/copied";
import type { AttributeName } from "@/attributes/customer";
import { Refusal } from "../ground/refusal";
import { readAttribute, readAttributes } from "./read-attributes";
import type { LeftOut } from "./separate-givable";

type Raw = Readonly<Record<string, unknown>>;

/**
 * Reads the attributes for a profile to keep. Ignores those that no profile carries.
 * @throws Refusal 400 naming the attribute
 */
export function readCarried(raw: Raw): CopiedValues {
  const { attributes = {} } = raw;
  if (!isStruct(attributes)) {
    throw new Refusal(400, "Parameter attributes must be a struct", "attributes", { key: "malformed" });
  }
  return readAttributes(onlyCopied(attributes));
}

/**
 * Reads what changes of a profile's attributes: values to set, and those of nil, which it is to give no longer.
 * @throws Refusal 400 naming the attribute. Source: RFC 7396
 */
export function readCarriedChange(raw: Raw): {
  readonly values: CopiedValues;
  readonly dropped: readonly AttributeName[];
} {
  const { attributes } = raw;
  if (!isStruct(attributes)) return { values: readCarried(raw), dropped: [] };
  const set = Object.entries(attributes).filter(([, value]) => value !== null);
  return {
    values: readCarried({ attributes: Object.fromEntries(set) }),
    dropped: copiedAttributes.filter((name) => attributes[name] === null),
  };
}

/** Reads the attributes of a profile or customer. Leaves out what it can no longer read, with the reason. */
export function recallCarried(kept: unknown): { values: CopiedValues; unreadable: LeftOut[] } {
  const values: Record<string, unknown> = {};
  const unreadable: LeftOut[] = [];
  const found = isStruct(kept) ? onlyCopied(kept) : {};
  for (const name of copiedAttributes) {
    if (found[name] === undefined) continue;
    try {
      values[name] = readAttribute(name, found[name]);
    } catch (error) {
      if (!(error instanceof Refusal && error.reason)) throw error;
      unreadable.push({ name, reason: error.reason });
    }
  }
  // the kind of each attribute read its member
  return { values: values as CopiedValues, unreadable };
}

function onlyCopied(raw: Raw): Raw {
  return Object.fromEntries(
    copiedAttributes.flatMap((name) => (Object.hasOwn(raw, name) ? [[name, raw[name]] as const] : [])),
  );
}

function isStruct(value: unknown): value is Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
