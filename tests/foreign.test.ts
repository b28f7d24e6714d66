import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { demand } from "./foreign";

const cobol = { what: "COBOL", isThere: false, packages: "gnucobol" };
const sentence = "COBOL is missing: apt-get install gnucobol";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trellis-foreign-"));
  vi.stubEnv("MISSING_PROGRAMS", join(folder, "missing"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

it("a program that is missing is a failure in CI", () => {
  vi.stubEnv("CI", "true");
  expect(() => demand(cobol, () => undefined)).toThrow(sentence);
});

it("a program that is missing elsewhere is said with its test, and for the end of `npm test`", () => {
  vi.stubEnv("CI", undefined);
  const said: string[] = [];
  demand(cobol, (note) => said.push(note));
  demand({ ...cobol, isThere: true }, (note) => said.push(note));
  expect(said).toEqual([sentence]);
  expect(readFileSync(join(folder, "missing"), "utf8")).toBe(`${sentence}\n`);
});
