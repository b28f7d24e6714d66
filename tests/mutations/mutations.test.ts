import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bundleProcess } from "../bundle-process";
import { tryAll } from "./mutate";
import { type Mutation, mutate } from "./mutation";
import { mutations } from "./table";

describe("a rule that `npm run mutate` breaks", () => {
  it.each(mutations)("stands in the code as its row has it: $name", (mutation) => {
    expect(() => mutate(readFileSync(mutation.file, "utf8"), mutation)).not.toThrow();
  });

  it("is named once", () => {
    expect(new Set(mutations.map(({ name }) => name)).size).toBe(mutations.length);
  });
});

const planted: Mutation = {
  name: "zero has a sign",
  file: "attributes/reading/decimal.ts",
  before: "if (digits === 0n) return 0n;",
  after: "if (digits === 0n) return 1n;",
  test: "tests/attributes/decimal.test.ts",
};

describe("a mutation", () => {
  it("is caught by a failed assertion and by nothing else; the file stays as it is", async () => {
    const source = readFileSync(planted.file, "utf8");
    const lines: string[] = [];
    const rows: Mutation[] = [
      planted,
      { ...planted, name: "says the same", after: "if (digits === BigInt(0)) return 0n;" },
      { ...planted, name: "does not compile", after: "if (digits === ) return 0n;" },
      { ...planted, name: "crashes", after: "if (digits === nothing) return 0n;" },
      { ...planted, name: "has no such test", only: "no test is called so" },
      { ...planted, name: "is not read", test: "tests/round-ticks.test.ts" },
    ];
    const tell = (line: string) => lines.push(line.replace(/ +[\d.]+ s/, ""));
    expect(await tryAll(rows, await bundleProcess("tests/mutations/run-process.ts"), tell)).toBe(false);
    const missed = (name: string) => lines[lines.indexOf(`MISSED  ${name}`) + 1];
    expect(lines).toContain("caught  zero has a sign");
    expect(missed("says the same")).toContain("SURVIVED");
    expect(missed("does not compile")).toContain("no test could run");
    expect(missed("crashes")).toContain("the test fails for another reason");
    expect(missed("has no such test")).toContain("no test has this name");
    expect(missed("is not read")).toContain("never loads");
    expect(lines.at(-1)).toBe("1 of 6 mutations caught in");
    expect(readFileSync(planted.file, "utf8")).toBe(source);
  });

  it("of a text that is not there, or there twice, is refused before any test runs", async () => {
    const trying = tryAll([{ ...planted, before: "return" }], "none.mjs", () => {});
    await expect(trying).rejects.toThrow("instead of once: return");
  });
});
