import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { settingsTable } from "@/server/ground/settings-table";

const [, table = ""] =
  /<!-- settings -->\n([\s\S]*?)\n<!-- \/settings -->/.exec(readFileSync("README.md", "utf8")) ?? [];

it("package.json asks for the versions of Node that the README names", () => {
  const { engines }: { engines: { node: string } } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(engines.node).toBe("^20.19 || ^22.12 || >=24");
  expect(readFileSync("README.md", "utf8")).toContain(
    "Node 20 (20.19 or newer), 22 (22.12 or newer) or 24 is enough",
  );
});

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
