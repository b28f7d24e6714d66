import { afterAll, describe, expect, it } from "vitest";
import { cleanStylesheet } from "@/server/brand/stylesheet/clean-stylesheet";
import { corpus } from "../../branding-corpus";
import { ownFile } from "../../branding-corpus/files";
import { findHarm } from "./harmless";

const files = new Set([ownFile]);
const outcomes: string[] = [];

afterAll(() => {
  console.log([`${outcomes.length} hostile stylesheets`, ...outcomes].join("\n"));
});

describe.each(Object.entries(corpus))("of hostile stylesheets, %s:", (group, sheets) => {
  it.each(sheets.map((sheet) => [sheet.name, sheet] as const))(
    "%s does no harm",
    (name, { css, why, left }) => {
      const begun = performance.now();
      const cleaned = cleanStylesheet(css, { files });
      const took = performance.now() - begun;
      const reasons = [...new Set(cleaned.removed.map((removal) => removal.why))];
      outcomes.push(
        [
          group.padEnd(9),
          name.padEnd(52).slice(0, 52),
          reasons.join(" ").padEnd(18),
          shortened(cleaned.css),
        ].join(" | "),
      );
      expect(findHarm(cleaned.css)).toEqual([]);
      if (left === null) expect(cleaned.css).toBe("");
      else expect(cleaned.css).toContain(left);
      if (why === null) expect(reasons).toEqual([]);
      else expect(reasons).toContain(why);
      expect(cleanStylesheet(cleaned.css, { files }).css).toBe(cleaned.css);
      expect(took).toBeLessThan(10_000);
    },
  );
});

function shortened(css: string): string {
  const inside = css
    .replace(/^@layer brand\{|\}$/g, "")
    .replaceAll(":not([data-protected],[data-protected] *)", "…");
  return inside.length > 90 ? `${inside.slice(0, 89)}…` : inside || "nothing";
}
