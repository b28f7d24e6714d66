import { expect } from "vitest";
import type { Right } from "@/attributes/rights";
import { systemActor } from "@/server/actor/system-actor";
import { operations } from "@/server/doors/operations";
import type { Definition } from "@/server/operation/definition";
import {
  type About,
  actsOf,
  type ByRelation,
  isByRelation,
  type Needs,
  needsFreshness,
} from "@/server/operation/needs";
import { type OperationName, soundInputs } from "../server/doors/sound-inputs";
import type { Beside } from "./beside";
import type { Row } from "./table";

/** somebody in a browser, who may invite */
const person = { ...systemActor, door: "web" } as const;
const sound = { i_customer: 2, i_web_user: 3, i_tariff: 4, login: "somebody", name: "somebody" };

/** What an operation says of itself. */
export function definitionOf(name: OperationName): Definition<unknown, unknown> {
  // each operation reads its own input, and gets back what it read
  return operations[name].definition as unknown as Definition<unknown, unknown>;
}

/**
 * What an operation demands of its sound input, changed or not, in the words of the tables.
 * @param needs others than its own
 */
export function needsOf(
  name: OperationName,
  more: Readonly<Record<string, unknown>> = {},
  needs: Needs<unknown> = definitionOf(name).needs,
): Row & Beside {
  const raw = given({ ...soundInputs[name](sound), ...more });
  const input = definitionOf(name).input(raw, person);
  const { scope, locks } = needs;
  return {
    about: aboutOf(needs.about),
    right:
      needs.right !== null && "of" in needs.right
        ? // where it depends on what is not read here, one of some
          (oneOf([needs.right.of(input) ?? []].flat()) ?? oneOf(needs.right.some.map(({ right }) => right)))
        : rightOf(needs.right),
    acts: isByRelation(needs.acts)
      ? Object.fromEntries(
          Object.entries(needs.acts).map(([relation, acts]) => [relation, actsOf({ acts }, input)]),
        )
      : actsOf(needs, input),
    fresh: needsFreshness(needs, input),
    scope: typeof scope === "function" ? scope(raw) : scope,
    locks: (typeof locks === "function" ? locks(input) : locks) ?? null,
    people: needs.who !== undefined,
  } as Row & Beside;
}

function aboutOf(about: About<never>): string {
  if (about === "scope") return about;
  const { what, whose, optional, opens } = about;
  return `${what} ${whose}${optional ? " or none" : ""}${opens ? ", opened" : ""}`;
}

function oneOf(rights: readonly Right[]): string | null {
  return rights.map(rightOf).join(" or ") || null;
}

function rightOf(right: ByRelation<Right | null>): string | null {
  if (isByRelation(right)) {
    expect(right.own).toBeNull();
    return right.below && `${rightOf(right.below)} below`;
  }
  return right && ("flag" in right ? right.flag : `${right.area} ${right.action}`);
}

function given(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined));
}
