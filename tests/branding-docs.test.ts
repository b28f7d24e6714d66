import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { brandParts, brandTokens } from "@/attributes/brand-contract";

const file = "docs/branding.md";

function tableOf(heads: readonly [string, string], rows: readonly (readonly [string, string])[]): string {
  return [
    `| ${heads.join(" | ")} |`,
    "| --- | --- |",
    ...rows.map(([name, text]) => `| \`${name}\` | ${text} |`),
  ].join("\n");
}

const parts = {
  tokens: tableOf(
    ["property", "what it is"],
    Object.entries(brandTokens).map(([name, { text }]) => [name, text]),
  ),
  parts: tableOf(
    ["part", "what it is"],
    Object.entries(brandParts).map(([name, { text }]) => [name, text]),
  ),
};

it("docs/branding.md lists the tokens and parts of the program (UPDATE=1 npx vitest run tests/branding-docs.test.ts writes them)", () => {
  const page = readFileSync(file, "utf8");
  const wanted = Object.entries(parts).reduce((text, [name, table]) => {
    const [open, close] = [`<!-- ${name} -->\n`, `\n<!-- /${name} -->`];
    const [from, to] = [text.indexOf(open) + open.length, text.indexOf(close)];
    if (from < open.length || to < from) throw new Error(`${file} has no place for its ${name}`);
    return `${text.slice(0, from)}\n${table}\n${text.slice(to)}`;
  }, page);
  if (process.env.UPDATE) writeFileSync(file, wanted);
  else expect(page).toBe(wanted);
});
