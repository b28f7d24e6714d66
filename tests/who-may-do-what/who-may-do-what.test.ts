import { describe, expect, it } from "vitest";
import type { Right } from "@/attributes/rights";
import { systemActor } from "@/server/actor/system-actor";
import { operations } from "@/server/doors/operations";
import type { Definition } from "@/server/operation/definition";
import type { About, ByRelation } from "@/server/operation/needs";
import { actsOf, isByRelation, needsFreshness } from "@/server/operation/needs";
import { type OperationName, soundInputs } from "../server/doors/sound-inputs";
import { type Row, variants, whoMayDoWhat } from "./table";

const names = Object.keys(operations) as OperationName[];
/** somebody in a browser, who may invite */
const person = { ...systemActor, door: "web" } as const;
const sound = { i_customer: 2, i_web_user: 3, i_tariff: 4, login: "somebody", name: "somebody" };

describe("an operation needs what the specification's tables say", () => {
  it.each(names)("%s", (name) => {
    expect(needsOf(name)).toEqual(whoMayDoWhat[name]);
  });

  it.each(variants)("%s of %o", (name, input, needed) => {
    expect(needsOf(name, input)).toEqual(needed);
  });

  it("and the tables name no operation that is not there", () => {
    expect(Object.keys(whoMayDoWhat).toSorted()).toEqual(names.toSorted());
  });
});

/** What an operation demands of its sound input, changed or not, in the words of the table. */
function needsOf(name: OperationName, more: Readonly<Record<string, unknown>> = {}): Row {
  // each operation reads its own input, and gets back what it read
  const { needs, input: read } = operations[name].definition as unknown as Definition<unknown, unknown>;
  const input = read(given({ ...soundInputs[name](sound), ...more }), person);
  return {
    about: aboutOf(needs.about),
    right: rightOf(needs.right),
    acts: isByRelation(needs.acts)
      ? Object.fromEntries(
          Object.entries(needs.acts).map(([relation, acts]) => [relation, actsOf({ acts }, input)]),
        )
      : actsOf(needs, input),
    fresh: needsFreshness(needs, input),
  } as Row;
}

function aboutOf(about: About<never>): string {
  if (about === "scope") return about;
  const { what, whose, optional, opens } = about;
  return `${what} ${whose}${optional ? " or none" : ""}${opens ? ", opened" : ""}`;
}

function rightOf(right: ByRelation<Right | null>): string | null {
  if (isByRelation(right)) {
    expect(right.own).toBeNull();
    return `${rightOf(right.below)} below`;
  }
  return right && ("flag" in right ? right.flag : `${right.area} ${right.action}`);
}

function given(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined));
}
