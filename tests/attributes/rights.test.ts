import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributeOf, isAttributeName, isDelegated, namesWhere } from "@/attributes/customer";
import {
  actionNames,
  actions,
  actionsIn,
  areaOf,
  areas,
  everyAction,
  holds,
  maskOf,
  maskWhere,
  sourceOf,
} from "@/attributes/rights";

describe("rights", () => {
  it("have an area for each attribute that is a mask, and a mask for each area", () => {
    expect(namesWhere(({ kind }) => kind.kind === "rights")).toEqual(areas.map((area) => maskOf[area]));
  });

  it("come from an attribute that is itself given by a parent", () => {
    for (const name of namesWhere(isDelegated)) {
      const source = sourceOf(name);
      expect([name, isAttributeName(source) && isDelegated(attributeOf(source))]).toEqual([name, true]);
      expect([name, sourceOf(source)]).toEqual([name, source]);
    }
  });

  it("are the bits that their mask names, no more and no fewer", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: everyAction }), fc.constantFrom(...areas), (mask, area) => {
        const named = actionsIn(mask);
        expect(maskWhere((action) => named.includes(action))).toBe(mask);
        for (const action of actionNames)
          expect(holds({ [maskOf[area]]: mask }, { area, action })).toBe((mask & actions[action]) !== 0);
        expect(areaOf(maskOf[area])).toBe(area);
      }),
    );
  });

  it("are not held by somebody of whom nothing is known", () => {
    for (const area of areas)
      for (const action of actionNames) expect(holds({}, { area, action })).toBe(false);
    expect(holds({}, { flag: "system_mgmt" })).toBe(false);
  });
});
