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
  await leaveOneMonth(server.ownerUrl);
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

/** Drops the months of the history but the next: empty tables with their indexes, half of what each file would copy. */
async function leaveOneMonth(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ names: string }>(
    `SELECT string_agg(name, ', ') AS names FROM (
       SELECT oid::regclass::text AS name FROM pg_class WHERE relispartition AND relkind = 'r' AND relname ~ '^audit_log_\\d'
        ORDER BY relname OFFSET 1) AS later`,
  );
  await owner.query(`DROP TABLE ${rows[0]?.names}`);
  await owner.end();
}
