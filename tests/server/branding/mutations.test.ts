import fc from "fast-check";
import { expect, it } from "vitest";
import { cleanStylesheet } from "@/server/branding/clean-stylesheet";
import { corpus } from "../../branding-corpus";
import { ownFile } from "../../branding-corpus/files";
import { findHarm } from "./harmless";

const files = new Set([ownFile]);
const sheets = Object.values(corpus)
  .flat()
  .map(({ css }) => css)
  .filter((css) => css.length < 2_000);

const fragments = [
  ..."{}()[];:,.&>+~*#@!\\/\"'|<\n ",
  "/**/",
  "/*",
  "*/",
  "<!--",
  "-->",
  "url(",
  "u\\72l(",
  "url(//evil.example/a)",
  "src('//evil.example/a')",
  "image-set(",
  "\\",
  "\\0",
  "\\{",
  "\\26",
  "\u202e",
  "!important",
  "@import 'a';",
  "@media all{",
  "@layer brand{",
  "@keyframes a{",
  ".a{",
  ":root{",
  "&",
  ":not(",
  ":is(:root)",
  "[value]",
  "[data-protected]",
  ":not([data-protected],[data-protected] *)",
  "[data-brand-region]",
  "::before",
  "--a:",
  "var(--a)",
  "position:fixed;",
];

type Change = (css: string, place: number) => string;
const at = (css: string, place: number) => place % (css.length + 1);
const changes: readonly Change[] = [
  (css, place) => `${css.slice(0, at(css, place))}/**/${css.slice(at(css, place))}`,
  (css, place) => css.slice(0, at(css, place)),
  (css, place) => css.slice(at(css, place)),
  (css, place) => css.slice(0, at(css, place)) + css.slice(at(css, place) + 1),
  (css, place) => css.slice(0, at(css, place)) + css.slice(at(css, place)).toUpperCase(),
  (css, place) => {
    const letter = css.charAt(at(css, place));
    const escaped = `\\${letter.charCodeAt(0).toString(16)} `;
    return /[a-z]/i.test(letter)
      ? css.slice(0, at(css, place)) + escaped + css.slice(at(css, place) + 1)
      : css;
  },
  (css) => `.part{${css}}`,
  (css) => `:root{${css}}`,
  (css) => `@media all{${css}}`,
  (css) => `.a,:root{& .b{${css}}}`,
  ...fragments.map(
    (fragment): Change =>
      (css, place) =>
        css.slice(0, at(css, place)) + fragment + css.slice(at(css, place)),
  ),
];

const mutated = fc
  .tuple(
    fc.array(fc.constantFrom(...sheets), { minLength: 1, maxLength: 3 }),
    fc.array(fc.tuple(fc.constantFrom(...changes), fc.nat()), { maxLength: 6 }),
  )
  .map(([some, applied]) => applied.reduce((css, [change, place]) => change(css, place), some.join("")));

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
