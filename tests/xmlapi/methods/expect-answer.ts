import { expect } from "vitest";
import { asArray, asStruct, type Seen } from "../stage/wire";
import type { Expected, MethodRow } from "./method-rows";

/** Expects that an answer has exactly the members and types of its method's row. */
export function expectAnswer({ method, answer }: MethodRow, seen: Seen, how = ""): void {
  const { result } = asStruct(seen);
  expect([method, how, result]).toEqual([method, how, ["string", "OK"]]);
  const wrong = differences(answer, seen, "");
  expect([method, how, wrong]).toEqual([method, how, []]);
}

/** Where an answer is not as expected: members too few or too many, and other types. */
function differences(expected: Expected, seen: Seen | undefined, at: string): string[] {
  if (seen === undefined) return [`${at} is missing`];
  if (typeof expected === "string") return isOne(expected, seen) ? [] : [`${at} is ${JSON.stringify(seen)}`];
  if (Array.isArray(expected)) {
    const [item = ""] = expected;
    return asArray(seen).flatMap((one, place) => differences(item, one, `${at}[${place}]`));
  }
  const members = asStruct(seen);
  // the names are data
  const any = (expected as { readonly [member: string]: Expected })["*"];
  const names = any === undefined ? { ...expected, ...members } : members;
  return Object.keys(names).flatMap((name) => {
    const wanted = any ?? (expected as { readonly [member: string]: Expected })[name];
    if (wanted === undefined) return [`${at}.${name} is too many`];
    return differences(wanted, members[name], `${at}.${name}`);
  });
}

function isOne(types: string, seen: Seen): boolean {
  const type = Array.isArray(seen) && typeof seen[0] === "string" ? seen[0] : "none";
  return types === "scalar" ? type !== "none" : types.split("|").includes(type);
}
