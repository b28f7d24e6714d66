import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { settings } from "../ground/settings";
import { ownPlace, supervisorPlace } from "../ground/siblings";
import { codesOf } from "./error-codes";
import { PrismaClient } from "./generated/client";
import { StatementNames } from "./statement-names";

/** A connection or a transaction: whatever queries go through. */
export type Queries = Omit<
  PrismaClient,
  "$connect" | "$disconnect" | "$on" | "$use" | "$extends" | "$transaction"
>;

type Open = { readonly prisma: PrismaClient; readonly pool: pg.Pool; readonly names: StatementNames };

// Next and main.ts each bundle this file; keeping the client on globalThis gives both one pool
const shared = globalThis as { trellisDatabase?: Open };

/** The database of this process, connected as the application's role. */
export function database(): PrismaClient {
  return opened().prisma;
}

/** The program has 12, which its processes share; from three on, each that serves has 4. The clock needs few. */
function mostConnections(): number {
  const { own, count } = ownPlace();
  if (count === 1) return 12;
  return own === supervisorPlace ? 2 : Math.max(4, Math.floor((12 - 2) / count));
}

/** Closes the connections, at the end of the process or of a test. */
export async function closeDatabase(): Promise<void> {
  await shared.trellisDatabase?.prisma.$disconnect();
  delete shared.trellisDatabase;
}

/**
 * Runs a transaction. It runs once more if a migration of meanwhile changed what a prepared statement returns, since
 * that failed before anything was written for good.
 */
export async function inTransaction<Result>(act: (tx: Queries) => Promise<Result>): Promise<Result> {
  const run = async () => await database().$transaction(act);
  return await renewing(opened().names, run);
}

function opened(): Open {
  shared.trellisDatabase ??= open();
  return shared.trellisDatabase;
}

function open(): Open {
  const { databaseUrl, databasePrepared } = settings();
  const names = new StatementNames();
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: mostConnections(),
    application_name: "trellis",
    // a new connection has nothing prepared
    idleTimeoutMillis: 60_000,
    // Prisma's adapter sends and reads times without a zone and means UTC. The role is in UTC, see `keepUtc`, unless
    // somebody changed that. Not as `options`, which PgBouncer refuses; it does keep what a client sets here
    onConnect: async (client) => void (await client.query("SET TIME ZONE 'UTC'")),
  });
  const adapter = new Renewing(names, pool, {
    disposeExternalPool: true,
    // without a name a statement is planned anew each time
    statementNameGenerator: ({ sql }) => (databasePrepared ? names.nameOf(sql) : ""),
  });
  const prisma = new PrismaClient({
    adapter,
    transactionOptions: { maxWait: 15_000, timeout: 30_000 },
  });
  return { prisma, pool, names };
}

/** Sends a statement once more, prepared anew, if a migration of meanwhile changed what it returns. */
class Renewing extends PrismaPg {
  constructor(
    private readonly names: StatementNames,
    ...given: ConstructorParameters<typeof PrismaPg>
  ) {
    super(...given);
  }

  override async connect() {
    const connected = await super.connect();
    const { queryRaw, executeRaw } = connected;
    connected.queryRaw = async (query) => await renewing(this.names, () => queryRaw.call(connected, query));
    connected.executeRaw = async (query) =>
      await renewing(this.names, () => executeRaw.call(connected, query));
    return connected;
  }
}

async function renewing<Result>(names: StatementNames, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (!codesOf(error).includes(planIsStale)) throw error;
    names.forget();
    return await act();
  }
}

/** 'cached plan must not change result type': PostgreSQL has no code of its own for it. */
const planIsStale = "0A000";
