import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { sprite } from "./sprite";

it("the file of icons holds those that are named, as Lucide draws them: `npm run icons` writes it", async () => {
  expect(readFileSync("components/ui/icons.svg", "utf8")).toBe(await sprite());
});
