import { expect, it } from "vitest";
import { cleanStylesheet } from "@/server/brand/stylesheet/clean-stylesheet";
import { fc } from "@/tests/chance";
import { ownFile } from "../../branding-corpus/files";
import { fragments, mutated } from "../../branding-corpus/mutated";
import { findHarm } from "./harmless";

const files = new Set([ownFile]);

it("hostile stylesheets, mixed, cut, escaped and commented, do no harm once they are cleaned", () => {
  fc.assert(
    fc.property(mutated, (css) => {
      const once = cleanStylesheet(css, { files }).css;
      expect(findHarm(once)).toEqual([]);
      expect(cleanStylesheet(once, { files }).css).toBe(once);
    }),
    { numRuns: Number(process.env.CORPUS_RUNS ?? 3_000) },
  );
});

it("any pieces of CSS in any order do no harm once they are cleaned", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...fragments, "a", "red", "b:c"), { maxLength: 30 }), (pieces) => {
      const once = cleanStylesheet(pieces.join("")).css;
      expect(findHarm(once)).toEqual([]);
      expect(cleanStylesheet(once).css).toBe(once);
    }),
    { numRuns: Number(process.env.CORPUS_RUNS ?? 3_000) },
  );
});
