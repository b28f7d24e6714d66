import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import type { Problem } from "@/attributes/kinds/kind";
import { Refusal } from "../ground/refusal";
import { uniqueKey } from "../ground/text/unique-key";
import type { Node } from "../tree/tree";

/** 1 standard, 2 strong, 3 strict. Source: semantics, 'Dictionaries'. */
const leastLength: Readonly<Record<number, number>> = { 1: 8, 2: 12, 3: 16 };

/** The policies' ids increase with their strength. */
export function policyStrength(i_password_policy: number): number {
  return i_password_policy;
}

/** The policy in force: the strongest of a customer's own and its ancestors'. */
export function policyInForce(lineage: readonly Node[], own?: number): number {
  return Math.max(own ?? 1, ...lineage.map((node) => node.i_password_policy));
}

/**
 * Checks a password against a policy, if one is given.
 * @param names what it must not be: login and name
 * @throws Refusal 400 with what to do
 */
export function demandPolicy(
  attribute: string,
  password: string | undefined,
  policy: number,
  names: readonly string[],
): void {
  if (password === undefined) return;
  const [first] = policyProblems(password, policy, names);
  if (!first) return;
  const { message, key, values = {} } = first;
  throw new Refusal(400, `Parameter ${attribute} ${message}`, attribute, { key, values });
}

/** Lists everything that a password lacks for a policy, the simplest first. */
export function* policyProblems(
  password: string,
  policy: number,
  names: readonly string[],
): Generator<Problem, undefined> {
  const min = leastLength[policy] ?? 8;
  if ([...password].length < min) {
    yield { message: `must have at least ${min} characters`, key: "password_too_short", values: { min } };
  }
  const key = uniqueKey(password);
  if (names.some((name) => uniqueKey(name) === key)) {
    yield { message: "must not be the login or the name", key: "password_is_login" };
  }
  if (commonPasswords().has(key)) yield { message: "is a common password", key: "password_common" };
  if (policy === 2 && classesIn(password) < 3) {
    yield {
      message: "must have three of: small letters, capital letters, digits, other characters",
      key: "password_classes",
    };
  }
  if (policy >= 3 && guessability(password, names) < 4) {
    yield { message: "is too easy to guess", key: "password_guessable" };
  }
}

function classesIn(password: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u].filter((one) => one.test(password)).length;
}

/** So many characters decide; more would only take time, of which the worst text takes about a millisecond each. */
const judged = 64;

let listed: Set<string> | undefined;
let zxcvbn: ZxcvbnFactory | undefined;

function commonPasswords(): Set<string> {
  listed ??= new Set(common.dictionary["passwords-common"].map((word) => uniqueKey(String(word))));
  return listed;
}

function guessability(password: string, names: readonly string[]): number {
  zxcvbn ??= new ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs });
  return zxcvbn.check(
    password.slice(0, judged),
    names.map((name) => name.slice(0, judged)),
  ).score;
}
