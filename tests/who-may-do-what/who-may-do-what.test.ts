import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { operations } from "@/server/doors/operations";
import type { OperationName } from "../server/doors/sound-inputs";
import { besideOf } from "./beside";
import { emptied } from "./emptied";
import { definitionOf, needsOf } from "./needs-of";
import { variants, whoMayDoWhat } from "./table";

const names = Object.keys(operations) as OperationName[];

describe("an operation needs what the specification's tables say", () => {
  it.each(names)("%s", (name) => {
    expect(needsOf(name)).toEqual({ ...whoMayDoWhat[name], ...besideOf(name, {}) });
  });

  it.each(variants)("%s of %o", (name, input, needed) => {
    expect(needsOf(name, input)).toEqual({ ...needed, ...besideOf(name, input) });
  });

  it("and the tables name no operation that is not there", () => {
    expect(Object.keys(whoMayDoWhat).toSorted()).toEqual(names.toSorted());
  });
});

describe("it is noticed where an operation loses a part of its needs:", () => {
  const without = names.flatMap((name) =>
    emptied(definitionOf(name).needs).map(([part, needs]) => [name, part, needs] as const),
  );

  it.each(without)("%s its %s", (name, _part, needs) => {
    const rows = [
      [{}, whoMayDoWhat[name]] as const,
      ...variants.flatMap(([of, input, row]) => (of === name ? [[input, row] as const] : [])),
    ];
    const differs = ([input, row]: (typeof rows)[number]) =>
      !isDeepStrictEqual(needsOf(name, input, needs), { ...row, ...besideOf(name, input) });
    expect(rows.some(differs)).toBe(true);
  });

  it("there are some for every operation", () => {
    expect(names.filter((name) => !without.some(([of]) => of === name))).toEqual([]);
  });
});
