import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
  readFileSync("package.json", "utf8"),
);
const page = readFileSync("docs/decisions/dependencies.md", "utf8");

it("the program runs on 40 packages at most", () => {
  expect(Object.keys(dependencies).length).toBeLessThanOrEqual(40);
});

it("the page says of each package, once, what it is for, and of no other", () => {
  const lines = [...page.matchAll(/^- `([^`]+)`: ([\s\S]*?)\.$/gm)];
  expect(lines.map(([, name]) => name).toSorted()).toEqual(Object.keys(dependencies).toSorted());
  for (const [, name, why = ""] of lines) expect(why.length, name).toBeGreaterThan(15);
});
