import { log } from "../../ground/log";
import { Refusal } from "../../ground/refusal";
import { isStruct, type WireStruct, type WireValue } from "./codec/values";
import type { Method } from "./method";

/**
 * Returns the one struct of a call. Reads no parameter as an empty struct, and an empty array too: PHP, whose arrays
 * are both, sends that for a struct without members. @throws Refusal 400
 */
export function structIn(params: readonly WireValue[]): WireStruct {
  const [first, second] = params;
  if (first === undefined) return {};
  if (second === undefined && Array.isArray(first) && first.length === 0) return {};
  if (second !== undefined || !isStruct(first)) {
    throw new Refusal(400, "One parameter is expected, a struct.", undefined, { key: "malformed" });
  }
  return first;
}

/**
 * Returns the members that a method knows. Real clients send stray ones: we log each once per customer and otherwise
 * ignore it. Source: semantics, 'Create and update'.
 */
export function knownIn(method: Method, struct: WireStruct, i_customer: number): WireStruct {
  const known = namesOf(method);
  const entries = Object.entries(struct);
  const unknown = entries.filter(([name]) => !known.has(name));
  for (const [name] of unknown) noteUnknown(name, i_customer);
  return Object.fromEntries(unknown.length === 0 ? entries : entries.filter(([name]) => known.has(name)));
}

function namesOf(method: Method): ReadonlySet<string> {
  const made = names.get(method) ?? new Set(method.parameters.map(({ name }) => name));
  names.set(method, made);
  return made;
}

const names = new WeakMap<Method, ReadonlySet<string>>();

const noted = new Set<string>();
const mostNoted = 10_000;

function noteUnknown(name: string, i_customer: number): void {
  const key = `${i_customer}:${name.slice(0, 64)}`;
  if (noted.has(key) || noted.size >= mostNoted) return;
  noted.add(key);
  log.info({ i_customer, name: name.slice(0, 64) }, "unknown parameter ignored");
}
