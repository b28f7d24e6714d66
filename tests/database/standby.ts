import { spawnSync } from "node:child_process";
import { appendFileSync, writeFileSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { type EmbeddedDatabase, startEmbedded } from "@/server/database/embedded";
import { placeIn } from "@/server/database/embedded-place";
import { ensureRunning, stopServer } from "@/server/database/embedded-server";
import { migrate } from "@/server/database/migrate";

/** A PostgreSQL of a test's own, and a standby that streams from it. */
export type Streaming = {
  readonly primary: EmbeddedDatabase;
  /** the standby as the application's role */
  readonly standbyUrl: string;
  /** lets the standby stand still: it takes what the primary wrote and shows none of it */
  readonly pause: () => Promise<void>;
  readonly resume: () => Promise<void>;
  /** resolves when the standby shows all that the primary has written by now */
  readonly caughtUp: () => Promise<void>;
  readonly stopStandby: () => Promise<void>;
  readonly end: () => Promise<void>;
};

/** Starts both, migrated. The standby begins as a copy of the files of the stopped primary. */
export async function startStreaming(): Promise<Streaming> {
  const folder = await mkdtemp(join(tmpdir(), "trellis-standby-"));
  // else the files would go elsewhere, as the user who runs PostgreSQL could not reach them
  await chmod(folder, 0o755);
  const ownFolder = join(folder, "primary");
  const first = await startEmbedded(ownFolder, { fast: true });
  await migrate(first.ownerUrl, first.databaseUrl);
  await first.stop();
  const place = await placeIn(join(folder, "standby"));
  const copied = spawnSync("cp", ["-a", (await placeIn(ownFolder)).data, place.data]);
  if (copied.status !== 0) throw new Error(`not copied: ${copied.stderr}`);
  const primary = await startEmbedded(ownFolder, { fast: true });
  const { port } = new URL(primary.databaseUrl);
  const source = `host=127.0.0.1 port=${port} user=postgres password=${primary.keys.superuser}`;
  appendFileSync(join(place.data, "postgresql.auto.conf"), `primary_conninfo = '${source}'\n`);
  writeFileSync(join(place.data, "standby.signal"), "");
  const standbyPort = await ensureRunning(place, { fast: true });
  const ask = async (at: number | string, sql: string) => {
    const password = primary.keys.superuser;
    const client = new pg.Client({ host: "127.0.0.1", port: Number(at), user: "postgres", password });
    await client.connect();
    const { rows } = await client.query<{ answer: unknown }>(sql);
    await client.end();
    return rows[0]?.answer;
  };
  // as it is usual: what is acknowledged is in the log, whose position says it
  await ask(port, "ALTER ROLE trellis_app SET synchronous_commit TO on");
  return {
    primary,
    standbyUrl: primary.databaseUrl.replace(`:${port}/`, `:${standbyPort}/`),
    pause: async () => {
      await ask(standbyPort, "SELECT pg_wal_replay_pause()");
      while ((await ask(standbyPort, "SELECT pg_get_wal_replay_pause_state() AS answer")) !== "paused") {
        // it stops between two records
      }
    },
    resume: async () => void (await ask(standbyPort, "SELECT pg_wal_replay_resume()")),
    caughtUp: async () => {
      const written = await ask(port, "SELECT pg_current_wal_lsn()::text AS answer");
      while (!(await ask(standbyPort, `SELECT pg_last_wal_replay_lsn() >= '${written}' AS answer`))) {
        // it is on its way
      }
    },
    stopStandby: async () => await stopServer(place),
    end: async () => {
      await stopServer(place);
      await primary.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
