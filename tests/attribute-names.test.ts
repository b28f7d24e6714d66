import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isAttributeName } from "@/attributes/customer";
import { areas, maskOf } from "@/attributes/rights";
import { drawImports } from "./house/draw-imports";
import { findNameLists } from "./house/find-name-lists";

/** Words that name other things as well: every table has a name, and a list's column `state` says who is stopped. */
const common = ["name", "state"];
const isTelling = (text: string) => isAttributeName(text) && !common.includes(text);

describe("outside of attributes/", () => {
  const files = drawImports(".").files.filter((file) => !file.startsWith("attributes/"));
  const found = (find: (code: string) => readonly string[]) =>
    files.flatMap((file) => find(readFileSync(file, "utf8")).map((what) => `${file}: ${what}`));

  it("nothing lists attributes: lists are in attributes/lists.ts, from what the registry says of each", () => {
    expect(files.length).toBeGreaterThan(500);
    const listed = (code: string) =>
      findNameLists(code, isTelling).map(({ line, names }) => `line ${line}, ${names.join(" ")}`);
    expect(found(listed)).toEqual([]);
  });

  it("nothing spells which attribute holds the rights over an area: attributes/rights.ts knows", () => {
    const spelled = new RegExp(areas.map((area) => maskOf[area]).join("|"), "g");
    expect(found((code) => code.match(spelled) ?? [])).toEqual([]);
  });
});

/** What somebody could plant, and what else looks like it. */
const planted: readonly [what: string, code: string, lists: string[]][] = [
  ["an array", `const all = ["email", "cc", "bcc"];`, ["email cc bcc"]],
  [
    "an array over several lines",
    `const all = [\n  "phone",\n  // people\n  "fax",\n  "cc",\n] as const;`,
    ["phone fax cc"],
  ],
  ["a union", `type One = "email" | "cc" | "bcc";`, ["email cc bcc"]],
  [
    "a union over several lines",
    `type Some = Pick<Values,\n  | "email"\n  | "cc"\n  | "bcc"\n>;`,
    ["email cc bcc"],
  ],
  ["a table", `const chosen = { email: true, cc: true, bcc: true };`, ["email cc bcc"]],
  ["pairs", `const pairs = [\n  ["a", "email"],\n  ["b", "cc"],\n  ["c", "bcc"],\n];`, ["email cc bcc"]],
  ["a list among other words", `const all = ["id", "email", "cc", "login", "bcc"];`, ["email cc bcc"]],
  ["two attributes", `const all = ["email", "cc", "name", "state"];`, []],
  ["a query's choice of columns", `find({ select: { email: true, cc: true, bcc: true } });`, []],
  ["a row", `const row = { email: one.email, cc: one.cc, bcc: one.bcc };`, []],
  ["a comment", `// "email" | "cc" | "bcc"\n/* ["email", "cc", "bcc"] */`, []],
];

describe("the search for such lists", () => {
  it.each(planted)("judges %s", (_what, code, lists) => {
    expect(findNameLists(code, isTelling).map(({ names }) => names.join(" "))).toEqual(lists);
  });
});
