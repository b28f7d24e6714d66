import { spawnSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const forbidden = [
  ["attributes", "@/server/ground/settings"],
  ["attributes/kinds", "../../server/ground/settings"],
  ["attributes", "react"],
  ["attributes", "@/components/words"],
  ["components", "@/app/web/session/session"],
  ["components/ui", "@/server/ground/settings"],
  ["server", "next/headers"],
  ["server/customers", "react"],
  ["server/customers", "@/components/words"],
  ["server/customers", "@/app/web/session/session"],
  ["server/customers", "../../app/web/session/session"],
  // what only builds or tests is not there when the program runs
  ["server/customers", "vitest"],
  ["app", "esbuild"],
  ["prisma/demonstration", "hucre"],
] as const;
const allowed = [
  ["app", "@/components/words"],
  ["app", "@/server/customers/list-customers"],
  ["components", "@/attributes/customer"],
  ["server/customers", "../ledger/ledger"],
  ["server/customers", "@/attributes/customer"],
  ["server/customers", "pg"],
  ["scripts", "esbuild"],
] as const;

const rules = /noRestrictedImports|noUndeclaredDependencies/;

let folder = "";
const refused = new Set<string>();

/** Writes one file per import and lints all of them in one run with the project's rules. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trellis-imports-"));
  const config: Record<string, unknown> = JSON.parse(await readFile("biome.json", "utf8"));
  await writeFile(
    join(folder, "biome.json"),
    JSON.stringify({ ...config, vcs: undefined, $schema: undefined }),
  );
  await copyFile("package.json", join(folder, "package.json"));
  await Promise.all([...forbidden, ...allowed].map(plant));
  await writeFile(
    join(folder, "components/types.ts"),
    'export type { Refusal } from "@/server/ground/refusal";\n',
  );
  const biome = join(process.cwd(), "node_modules/@biomejs/biome/bin/biome");
  const lint = [biome, "lint", "--reporter=github", "--max-diagnostics=none", "."];
  const { stdout } = spawnSync(process.execPath, lint, { cwd: folder, encoding: "utf8" });
  for (const line of stdout.split("\n")) {
    const file = rules.test(line) ? /file=([^,]+)/.exec(line)?.[1] : undefined;
    if (file !== undefined) refused.add(relative(folder, file));
  }
});

afterAll(async () => await rm(folder, { recursive: true }));

function fileFor([room, source]: readonly [string, string]): string {
  return `${room}/planted-${source.replace(/\W+/g, "-")}.ts`;
}

async function plant(planted: readonly [string, string]): Promise<void> {
  const file = join(folder, fileFor(planted));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `import { planted } from "${planted[1]}";\n\nplanted();\n`);
}

describe("imports go one way", () => {
  it.each(forbidden)("%s may not import %s", (...planted) => {
    expect([...refused]).toContain(fileFor(planted));
  });

  it.each(allowed)("%s may import %s", (...planted) => {
    expect([...refused]).not.toContain(fileFor(planted));
  });

  it("components may know the server's types", () => {
    expect([...refused]).not.toContain("components/types.ts");
  });
});
