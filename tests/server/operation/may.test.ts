import { describe, expect, it } from "vitest";
import { delegatedNames } from "@/attributes/lists";
import { everyAction } from "@/attributes/rights";
import { type Act, accessLevels, type Powers } from "@/server/actor/access-levels";
import type { Actor, Door } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { operations } from "@/server/doors/operations";
import { Refusal } from "@/server/ground/refusal";
import type { Definition } from "@/server/operation/definition";
import { demandsOf } from "@/server/operation/demands";
import { demandMay, demandRightFor, lackOf } from "@/server/operation/may";
import type { About, Needs, Relation } from "@/server/operation/needs";
import { effectiveRights } from "@/server/tree/rights";
import type { Node } from "@/server/tree/tree";
import { fc } from "../../chance";
import { variants } from "../../who-may-do-what/table";
import { type OperationName, soundInputs } from "../doors/sound-inputs";

const names = Object.keys(operations) as OperationName[];
const person = { ...systemActor, door: "web", i_customer: 7, i_web_user: 8, login: "somebody" } as const;
const sound = { i_customer: 2, i_web_user: 3, i_tariff: 4, login: "somebody", name: "somebody" };

// each operation reads its own inputs
const definitionOf = (name: OperationName) =>
  operations[name].definition as unknown as Definition<unknown, unknown>;

/** The sound input of an operation, and those that need something else. */
function inputsOf(name: OperationName): unknown[] {
  const more = variants.filter(([of]) => of === name).map(([, input]) => input);
  return [{}, ...more].map((one) => {
    const given = Object.entries({ ...soundInputs[name](sound), ...one }).filter(
      ([, value]) => value !== undefined,
    );
    return definitionOf(name).input(Object.fromEntries(given), person);
  });
}

const levels: readonly Powers[] = [...accessLevels, "IN_SUPPORT"];
const doors: readonly Door[] = ["web", "support", "api", "trusted", "system"];

/** Whoever it may be, who has just confirmed that it is they. */
const readers = fc
  .record({
    access_level: fc.constantFrom(...levels),
    door: fc.constantFrom(...doors),
    i_web_user: fc.constantFrom(null, 8),
    rights: fc.record(
      Object.fromEntries(delegatedNames.map((name) => [name, fc.integer({ min: 0, max: everyAction })])),
    ),
  })
  .map(({ rights, ...who }) => {
    const actor: Actor = { ...person, ...who, freshUntil: new Date(Date.now() + 60_000) };
    const root = {
      i_customer: 1,
      path: "1/",
      ...Object.fromEntries(delegatedNames.map((n) => [n, everyAction])),
    };
    // what the rules ask of a node is there
    const lineage = [root, { i_customer: actor.i_customer, path: "1/7/", ...rights }] as unknown as Node[];
    return { actor, lineage, rights: effectiveRights(lineage) };
  });

const relations = ["oneself", "own", "below"] as const satisfies readonly Relation[];

/** What a target of the operation can be to whoever asks, said here a second time. */
function relationsOf(about: About<never>): readonly Relation[] {
  if (about === "scope") return ["own"];
  if (about.whose === "oneself") return ["oneself"];
  return about.whose === "child" || about.whose === "below" ? ["below"] : relations;
}

function refusalOf(act: () => void): Refusal | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

type Reader = typeof readers extends fc.Arbitrary<infer R> ? R : never;

/** The first refusal of the wrapper, its target found. */
function refusedByWrapper(name: OperationName, reader: Reader, relation: Relation, input: unknown) {
  const definition = definitionOf(name);
  const isScope = definition.needs.about === "scope";
  const places = { lineage: reader.lineage, relation: isScope ? undefined : relation };
  const demands = demandsOf(definition, reader.actor, places, input);
  for (const demand of demands) {
    const refusal = refusalOf(demand);
    if (refusal) return refusal;
  }
  return null;
}

describe.each(names)("whether somebody may %s", (name) => {
  const operation = operations[name] as unknown as { definition: Definition<object, unknown> };
  const inputs = inputsOf(name);
  const cases = fc.record({
    reader: readers,
    relation: fc.constantFrom(...relationsOf(operation.definition.needs.about)),
    input: fc.constantFrom(...inputs),
  });

  it("is what its wrapper says of the same input, in the same words", () => {
    fc.assert(
      fc.property(cases, ({ reader, relation, input }) => {
        const refused = refusedByWrapper(name, reader, relation, input);
        const part = input as object;
        expect(lackOf(operation, reader, relation, part) === null).toBe(refused === null);
        const said = refusalOf(() => demandMay(operation, reader, relation, part));
        expect(said?.reason).toEqual(refused?.reason);
      }),
    );
  });

  it("without an input is whether some input passes", () => {
    fc.assert(
      fc.property(cases, ({ reader, relation }) => {
        const passes = inputs.some((input) => refusedByWrapper(name, reader, relation, input) === null);
        expect(lackOf(operation, reader, relation) === null).toBe(passes);
        expect(refusalOf(() => demandMay(operation, reader, relation)) === null).toBe(passes);
      }),
    );
  });

  it("is no where its target can never be that to them", () => {
    const { about } = operation.definition.needs;
    const root = { actor: person, rights: Object.fromEntries(delegatedNames.map((n) => [n, everyAction])) };
    for (const relation of relations) {
      if (about === "scope" || relationsOf(about).includes(relation)) continue;
      expect(lackOf(operation, root, relation)).not.toBeNull();
      expect(refusalOf(() => demandMay(operation, root, relation))).not.toBeNull();
    }
  });
});

describe("what somebody lacks", () => {
  const asked = (needs: Partial<Needs<object>>) => ({
    definition: {
      needs: {
        about: "scope",
        right: { area: "tariffs", action: "add" },
        acts: ["manage"],
        scope: "none",
        ...needs,
      },
    } as { needs: Needs<object> },
  });
  const reporter = { ...person, access_level: "REPORTER" } as const;
  const rights = { tariffs_mgmt: 1 };

  it("is the right before the level, since an administrator would lack it too", () => {
    expect(lackOf(asked({}), { actor: reporter, rights: {} })).toBe("right");
    expect(lackOf(asked({}), { actor: reporter, rights })).toBe("level");
    expect(lackOf(asked({}), { actor: person, rights })).toBeNull();
  });

  it("but the wrapper refuses the level first, and `demandRightFor` the right alone", () => {
    expect(refusalOf(() => demandMay(asked({}), { actor: reporter, rights: {} }))?.reason?.key).toBe(
      "access_level",
    );
    expect(refusalOf(() => demandRightFor(asked({}), { rights: {} }))?.reason?.key).toBe("right_missing");
    expect(refusalOf(() => demandRightFor(asked({}), { rights }))).toBeNull();
  });

  it("is there for everybody where no input at all is allowed", () => {
    const none = asked({ right: null, acts: { of: (): Act[] => [], some: [] } });
    expect(lackOf(none, { actor: person, rights })).toBe("level");
    expect(refusalOf(() => demandMay(none, { actor: person, rights }))).not.toBeNull();
  });

  it("is something else where who asks is not who it takes", () => {
    const who = () => {
      throw new Refusal(403, "Only people", undefined, { key: "not_allowed" });
    };
    expect(lackOf(asked({ who }), { actor: person, rights })).toBe("other");
  });
});
