import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "@/server/database/embedded";
import { sqlBetween } from "./schema-engine";

/**
 * Writes the next migration: from `schema.prisma` at the last commit that added a migration to `schema.prisma` as it is
 * now. Read the result, and add by hand what Prisma's language cannot say.
 * @returns the file, or null if nothing changed
 */
export async function writeMigration(name: string): Promise<string | null> {
  const sql = await sqlSinceLastMigration();
  if (!/^[^-\s]/m.test(sql)) return null;
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join("prisma/migrations", `${stamp}_${name.replace(/\W+/g, "_")}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "migration.sql"), sql);
  return join(folder, "migration.sql");
}

async function sqlSinceLastMigration(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "trellis-migration-"));
  const server = await startEmbedded(folder, { fast: true });
  try {
    const schema = await readFile("prisma/schema.prisma", "utf8");
    return await sqlBetween(server.ownerUrl, schemaOfLastMigration(), schema);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function schemaOfLastMigration(): string | null {
  const commit = git("log", "-1", "--format=%H", "--", "prisma/migrations").trim();
  return commit === "" ? null : git("show", `${commit}:prisma/schema.prisma`);
}

function git(...parameters: string[]): string {
  return execFileSync("git", parameters, { encoding: "utf8" });
}
