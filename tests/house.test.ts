import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { drawImports } from "./house/draw-imports";
import { judgeImports } from "./house/judge-imports";

describe("the house", () => {
  const { files, arrows } = drawImports(".");

  it("has one direction for imports: downwards, in no circle, from no room of operations into another", () => {
    expect(arrows.length).toBeGreaterThan(2_000);
    expect(judgeImports(arrows)).toEqual([]);
  });

  it("has at most 25 files on one level", () => {
    const levels = new Map<string, number>();
    for (const folder of files.map(dirname)) levels.set(folder, (levels.get(folder) ?? 0) + 1);
    expect([...levels].filter(([, count]) => count > 25)).toEqual([]);
  });

  it("has no file of more than 300 lines", async () => {
    const long: string[] = [];
    for (const file of files) if ((await readFile(file, "utf8")).split("\n").length > 301) long.push(file);
    expect(long).toEqual([]);
  });
});

/** What somebody could plant, and how the drawing calls it. */
const planted: readonly [what: string, imports: Readonly<Record<string, string>>, verdict: string][] = [
  ["an import upwards", { "server/ground/log.ts": "../customers/create" }, "imports go downwards"],
  [
    "an import of types upwards",
    { "server/tree/tree.ts": "@/server/operation/operation" },
    "imports go downwards",
  ],
  ["an import of the roof", { "server/customers/create.ts": "../doors/operations" }, "imports go downwards"],
  ["a room that imports another", { "server/customers/create.ts": "../money/book" }, "imports no other"],
  [
    "a section that imports another",
    { "app/(portal)/tree/page.tsx": "../customers/list" },
    "stands in app/web",
  ],
  [
    "app/web importing a section",
    { "app/web/forms/answer.ts": "@/app/(portal)/tree/tree" },
    "stands in app/web",
  ],
  [
    "a circle of files",
    { "components/ui/one.ts": "./two", "components/ui/two.ts": "./one" },
    "a circle: components/ui/one.ts, components/ui/two.ts",
  ],
  [
    "a circle of folders without one of files",
    { "server/brand/a.ts": "./alias/b", "server/brand/alias/c.ts": "../d" },
    "a circle: server/brand, server/brand/alias",
  ],
];

describe("the drawing of imports finds", () => {
  it.each(planted)("%s", async (_what, imports, verdict) => {
    const root = await mkdtemp(join(tmpdir(), "trellis-house-"));
    try {
      for (const [file, target] of Object.entries(imports)) await plant(root, file, target);
      expect(judgeImports(drawImports(root).arrows).join("\n")).toContain(verdict);
    } finally {
      await rm(root, { recursive: true });
    }
  });
});

/** Writes a file that imports another one, and that one where it is not there. */
async function plant(root: string, file: string, target: string): Promise<void> {
  const stem = target.startsWith("@/") ? join(root, target.slice(2)) : join(root, dirname(file), target);
  await mkdir(dirname(join(root, file)), { recursive: true });
  await mkdir(dirname(stem), { recursive: true });
  await writeFile(`${stem}.ts`, "export const planted = 1;\n", { flag: "a" });
  await writeFile(join(root, file), `import type { planted } from "${target}";\nexport type { planted };\n`);
}
