import { AsyncLocalStorage } from "node:async_hooks";
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

type Open = {
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  readonly names: StatementNames;
  /** the connections of the transactions that `inTransaction` runs */
  readonly held: WeakMap<Queries, Held>;
  /** tells the adapter, deep inside of Prisma, whose transaction it starts */
  readonly starting: AsyncLocalStorage<Held>;
};

/** A connection that a transaction holds, until the transaction is over. */
type Held = { client: pg.PoolClient | null };

// Next and main.ts each bundle this file; what is on globalThis both have in common, above all one pool
const shared = globalThis as { trellisDatabase?: Open; trellisReplicas?: Map<string, Open> };

/** The database of this process, connected as the application's role. */
export function database(): PrismaClient {
  return opened().prisma;
}

/** A standby of the database, as the same role. What is sent through it may be a moment old, and cannot write. */
export function replica(url: string): PrismaClient {
  shared.trellisReplicas ??= new Map();
  const known = shared.trellisReplicas.get(url) ?? open(url, { connectionTimeoutMillis: 1_000 });
  shared.trellisReplicas.set(url, known);
  return known.prisma;
}

/** The program has 12, which its processes share; from three on, each that serves has 4. The jobs need few; the queue has 4 more. */
function mostConnections(): number {
  const { own, count } = ownPlace();
  if (count === 1) return 12;
  return own === supervisorPlace ? 2 : Math.max(4, Math.floor((12 - 2) / count));
}

/** Closes the connections, at the end of the process or of a test. */
export async function closeDatabase(): Promise<void> {
  const all = [shared.trellisDatabase, ...(shared.trellisReplicas?.values() ?? [])];
  delete shared.trellisDatabase;
  delete shared.trellisReplicas;
  await Promise.all(all.map(async (one) => await one?.prisma.$disconnect()));
}

/**
 * Runs a transaction. It runs once more if a migration of meanwhile changed what a prepared statement returns, since
 * that failed before anything was written for good.
 */
export async function inTransaction<Result>(act: (tx: Queries) => Promise<Result>): Promise<Result> {
  const { prisma, names, held, starting } = opened();
  const run = async () => {
    const here: Held = { client: null };
    return await starting.run(
      here,
      async () =>
        await prisma.$transaction(async (tx) => {
          held.set(tx, here);
          return await act(tx);
        }),
    );
  };
  return await renewing(names, run);
}

/**
 * Sends a statement past Prisma, over the same connections and in the same transaction, as Prisma's own way takes longer
 * than a point read does.
 * @returns undefined if `db` is a transaction that `inTransaction` did not begin, so that only Prisma knows its connection
 */
export async function sendStraight(
  db: Queries,
  text: string,
  values: unknown[],
): Promise<pg.QueryResult | undefined> {
  const plain = openOf(db);
  const { names, held } = plain ?? opened();
  const config = () => ({ name: nameFor(names, text), text, values, types });
  if (plain) return await renewing(names, () => plain.pool.query(config()));
  const here = held.get(db);
  if (!here) return undefined;
  // another may use the connection by now
  if (!here.client) throw new Error("the transaction is over");
  return await here.client.query(config());
}

function nameFor(names: StatementNames, text: string): string {
  return settings().databasePrepared ? names.nameOf(text) : "";
}

/** Numbers beyond those of JavaScript come as BigInt, as they do from Prisma. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8 ? BigInt : pg.types.getTypeParser(oid, format),
};

function opened(): Open {
  shared.trellisDatabase ??= open(settings().databaseUrl);
  return shared.trellisDatabase;
}

/** Whose plain connection it is; undefined: a transaction's */
function openOf(db: Queries): Open | undefined {
  return [opened(), ...(shared.trellisReplicas?.values() ?? [])].find(({ prisma }) => prisma === db);
}

function open(url: string | undefined, options: pg.PoolConfig = {}): Open {
  const names = new StatementNames();
  const pool = new pg.Pool({
    ...options,
    connectionString: url,
    max: mostConnections(),
    application_name: "trellis",
    // a new connection has nothing prepared
    idleTimeoutMillis: 60_000,
    // Prisma's adapter sends and reads times without a zone and means UTC. The role is in UTC, see `keepRoleSettings`, unless
    // somebody changed that. Not as `options`, which PgBouncer refuses; it does keep what a client sets here
    onConnect: async (client) => void (await client.query("SET TIME ZONE 'UTC'")),
  });
  // an idle connection broke; whoever needs one gets another
  pool.on("error", () => undefined);
  const starting = new AsyncLocalStorage<Held>();
  const adapter = new Adapter(names, starting, pool, {
    disposeExternalPool: true,
    // without a name a statement is planned anew each time
    statementNameGenerator: ({ sql }) => nameFor(names, sql),
  });
  const prisma = new PrismaClient({
    adapter,
    transactionOptions: { maxWait: 15_000, timeout: 30_000 },
  });
  return { prisma, pool, names, held: new WeakMap(), starting };
}

/** Prisma's way to the pool. */
class Adapter extends PrismaPg {
  constructor(
    private readonly names: StatementNames,
    private readonly starting: AsyncLocalStorage<Held>,
    ...given: ConstructorParameters<typeof PrismaPg>
  ) {
    super(...given);
  }

  override async connect() {
    const connected = await super.connect();
    const { queryRaw, executeRaw, startTransaction } = connected;
    connected.queryRaw = async (query) => await renewing(this.names, () => queryRaw.call(connected, query));
    connected.executeRaw = async (query) =>
      await renewing(this.names, () => executeRaw.call(connected, query));
    connected.startTransaction = async (level) => {
      const transaction = await startTransaction.call(connected, level);
      forgetStale(transaction, this.names);
      const here = this.starting.getStore();
      if (here) holdUntilItEnds(transaction, here);
      return transaction;
    };
    return connected;
  }
}

type Transaction = Awaited<ReturnType<Awaited<ReturnType<PrismaPg["connect"]>>["startTransaction"]>>;

/** A transaction cannot send a statement once more; but whoever tries it again has it prepared anew. */
function forgetStale(transaction: Transaction, names: StatementNames): void {
  const { queryRaw, executeRaw } = transaction;
  const watched = async <Result>(sent: Promise<Result>) => {
    try {
      return await sent;
    } catch (error) {
      if (codesOf(error).includes(planIsStale)) names.forget();
      throw error;
    }
  };
  transaction.queryRaw = async (query) => await watched(queryRaw.call(transaction, query));
  transaction.executeRaw = async (query) => await watched(executeRaw.call(transaction, query));
}

function holdUntilItEnds(transaction: Transaction, here: Held): void {
  const { executeRaw } = transaction;
  // the adapter's own field
  here.client = "client" in transaction ? (transaction.client as pg.PoolClient) : null;
  transaction.executeRaw = async (query) => {
    // whatever is sent after these would be no part of the transaction
    if (query.sql === "COMMIT" || query.sql === "ROLLBACK") here.client = null;
    return await executeRaw.call(transaction, query);
  };
}

/** Sends a statement once more, prepared anew, if a migration of meanwhile changed what it returns. */
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
