import { RE2JS } from "re2js";
import {
  type AttributeName,
  attributeNames,
  attributeOf,
  type CustomerValues,
  isAttributeName,
} from "@/attributes/customer";
import { type Problem, readValue } from "@/attributes/kinds/kind";
import { refusedAlias } from "../brand/alias/alias-name";
import { findUnclosed } from "../brand/stylesheet/unclosed";
import { isInDictionary, timeZoneGiven } from "../dictionaries/dictionaries";
import { log } from "../ground/log";
import { Refusal } from "../ground/refusal";

type Raw = Readonly<Record<string, unknown>>;

/**
 * Reads the attributes of a call in the order of refusals: required ones first, the rest as the specification lists them.
 * Absent ones stay absent; unknown names are ignored.
 * @throws Refusal 400 naming the attribute
 */
export function readAttributes(raw: Raw, required: readonly AttributeName[] = []): Partial<CustomerValues> {
  for (const name of required) {
    if (raw[name] === undefined) {
      throw new Refusal(400, `Parameter ${name} is required`, name, { key: "required" });
    }
  }
  const order = [...required, ...attributeNames.filter((name) => !required.includes(name))];
  const read: Record<string, unknown> = {};
  for (const name of order) {
    if (raw[name] !== undefined) read[name] = readAttribute(name, raw[name]);
  }
  // each attribute's kind has read its own member
  return read as Partial<CustomerValues>;
}

/** Logs unknown names once per name and customer: real clients send stray members. */
export function noteUnknown(raw: Raw, known: readonly string[], i_customer: number): void {
  for (const name of Object.keys(raw)) {
    const key = `${i_customer}:${name}`;
    if (isAttributeName(name) || known.includes(name) || noted.has(key) || noted.size > 10_000) continue;
    noted.add(key);
    log.info({ i_customer, name: name.slice(0, 64) }, "unknown attribute ignored");
  }
}

const noted = new Set<string>();

/** Reads one attribute, from a call or from a stored set. @throws Refusal 400 naming it */
export function readAttribute(name: AttributeName, raw: unknown): unknown {
  const { kind } = attributeOf(name);
  const isZone = kind.kind === "reference" && kind.target === "time_zones";
  const result = readValue<unknown>(kind, isZone ? timeZoneGiven(raw) : raw);
  if ("problem" in result) throw refusalOf(name, result.problem);
  const problem = deeper(name, result.value);
  if (problem) throw refusalOf(name, problem);
  return result.value;
}

/** Checks that need a library, a dictionary or a setting, which kinds do not have. */
function deeper(name: AttributeName, value: unknown): Problem | null {
  const { kind } = attributeOf(name);
  if (kind.kind === "reference" && (typeof value === "number" || typeof value === "string")) {
    if (!isInDictionary(kind.target, value)) {
      return { message: `is not in the dictionary ${kind.target}`, key: "not_in_dictionary" };
    }
  }
  if (kind.kind === "regex" && typeof value === "string" && !isRe2(value)) {
    return { message: "is not an RE2 pattern", key: "pattern_expected" };
  }
  if (kind.kind === "hostname" && typeof value === "string" && value !== "") return refusedAlias(value);
  if (kind.kind === "stylesheet" && typeof value === "string") {
    const unclosed = findUnclosed(value);
    if (unclosed) {
      const { what, line, column } = unclosed;
      return {
        message: `has a ${what} that is not closed (line ${line}, column ${column})`,
        key: `unclosed_${what}`,
        values: { line, column },
      };
    }
  }
  return null;
}

function refusalOf(name: string, { message, key, values }: Problem): Refusal {
  return new Refusal(400, `Parameter ${name} ${message}`, name, { key, values: values ?? {} });
}

function isRe2(pattern: string): boolean {
  try {
    RE2JS.compile(pattern);
    return true;
  } catch {
    return false;
  }
}
