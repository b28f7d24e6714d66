import { fc } from "@/tests/chance";
import { corpus } from "./index";

const sheets = Object.values(corpus)
  .flat()
  .map(({ css }) => css)
  .filter((css) => css.length < 2_000);

/** Pieces of CSS, and pieces that break it. */
export const fragments = [
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

/** Mixes, cuts, escapes and comments stylesheets of the corpus. */
export const mutated = fc
  .tuple(
    fc.array(fc.constantFrom(...sheets), { minLength: 1, maxLength: 3 }),
    fc.array(fc.tuple(fc.constantFrom(...changes), fc.nat()), { maxLength: 6 }),
  )
  .map(([some, applied]) => applied.reduce((css, [change, place]) => change(css, place), some.join("")));
