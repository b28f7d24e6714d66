import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "@/server/database/embedded";
import { migrate } from "@/server/database/migrate";
import { bundle } from "../../scripts/bundle.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** the tests' own server: as superuser, as owner and as application, each to the database `trellis` */
    readonly server: { readonly owner: string; readonly application: string; readonly dataKey: string };
  }
}

/** Bundles what the tests start, and starts a PostgreSQL of their own, with a migrated template that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // what draws pictures runs in a process of its own
  await bundle(["draw-picture.mjs"]);
  const folder = await mkdtemp(join(tmpdir(), "trellis-test-"));
  const server = await startEmbedded(folder, { fast: true });
  await migrate(server.ownerUrl, server.databaseUrl);
  const owner = new pg.Client({ connectionString: server.ownerUrl.replace(/\/trellis$/, "/postgres") });
  await owner.connect();
  await owner.query("ALTER DATABASE trellis IS_TEMPLATE true");
  await owner.end();
  project.provide("server", {
    owner: server.ownerUrl,
    application: server.databaseUrl,
    dataKey: server.keys.dataKey,
  });
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
