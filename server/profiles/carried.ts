import { type CopiedValues, copiedAttributes } from "@/attributes/copied";
import { readAttribute, readAttributes } from "../customers/read-attributes";
import type { LeftOut } from "../customers/separate-givable";
import { Refusal } from "../refusal";

type Raw = Readonly<Record<string, unknown>>;

/**
 * Reads the attributes of a profile to be kept. Those that no profile carries are ignored, whoever sends them.
 * @throws Refusal 400 naming the attribute
 */
export function readCarried(raw: Raw): CopiedValues {
  const { attributes = {} } = raw;
  if (!isStruct(attributes)) {
    throw new Refusal(400, "Parameter attributes must be a struct", "attributes", { key: "malformed" });
  }
  return readAttributes(onlyCopied(attributes));
}

/** Reads kept attributes, or a customer's: one that can no longer be read is left out, with the reason. */
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
  // each member was read by its own attribute's kind
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
