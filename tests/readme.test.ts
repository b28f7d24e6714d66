import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { settingsTable } from "@/server/ground/settings-table";

const [, table = ""] =
  /<!-- settings -->\n([\s\S]*?)\n<!-- \/settings -->/.exec(readFileSync("README.md", "utf8")) ?? [];

it("the README's table of settings is the one of server/ground/settings-table.ts", () => {
  const rows = Object.entries(settingsTable).map(
    ([name, { description, standard }]) => `| \`${name}\` | ${description} | ${standard} |`,
  );
  expect(table.trim().split("\n")).toEqual([
    "| setting | meaning | default |",
    "| --- | --- | --- |",
    ...rows,
  ]);
});
