import { type Actor, authorOf } from "../actor/actor";
import { database, type Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { fitStandby, mayLackMs, type Standby } from "../database/replicas";
import { readRows, writeRows } from "../database/rows";
import { log } from "../ground/log";
import { settings } from "../ground/settings";

/**
 * Notes in a write's own transaction that the actor's customer wrote, for its later reads; in a support session also for the
 * staff's own customer. Only where standbys are read from. Why so: docs/decisions/replicas.md.
 */
export async function noteWrite(db: Queries, actor: Actor): Promise<void> {
  if (settings().databaseReplicaUrls.length === 0 || actor.door === "system") return;
  await writeRows(
    db,
    Prisma.sql`INSERT INTO recent_writes (i_customer) SELECT unnest(${writersOf(actor)}::int[])`,
  );
}

/**
 * Reads from a standby that has all that the actor's customer has written; else, and after any error there, from the primary.
 * @param read changes nothing, and may run twice
 */
export async function readAway<Result>(
  actor: Actor,
  read: (db: Queries) => Promise<Result>,
): Promise<Result> {
  const standby = fitStandby();
  if (standby) {
    try {
      if (await hasWritesOf(actor, standby)) return await standby.during(read);
    } catch (error) {
      // what it lacks may be the reason, too: the primary says what is so
      log.debug({ err: error }, "a standby could not answer");
    }
  }
  return await read(database());
}

/** Of a customer that wrote more than this lately we do not ask each standby what it has. */
const mostCompared = 1_000;

async function hasWritesOf(actor: Actor, { during }: Standby): Promise<boolean> {
  const [row] = await readRows<{ ids: readonly string[] }>(
    database(),
    Prisma.sql`
    SELECT coalesce(json_agg(w.id), '[]') AS ids
      FROM (SELECT i_recent_write::text AS id FROM recent_writes
             WHERE i_customer = ANY (${writersOf(actor)}::int[])
               AND at > clock_timestamp() - make_interval(secs => ${mayLackMs / 1000})
             LIMIT ${mostCompared + 1}::int) AS w`,
  );
  const ids = row?.ids ?? [];
  if (ids.length === 0) return true;
  if (ids.length > mostCompared) return false;
  const [there] = await during(
    async (db) =>
      await readRows<{ count: number }>(
        db,
        Prisma.sql`SELECT count(*)::int AS count FROM recent_writes WHERE i_recent_write = ANY (${[...ids]}::bigint[])`,
      ),
  );
  return there?.count === ids.length;
}

function writersOf(actor: Actor): number[] {
  return [...new Set([actor.i_customer, authorOf(actor).i_customer])];
}

/** Deletes what no read asks for any more. */
export async function sweepWrites(): Promise<void> {
  await database()
    .$executeRaw`DELETE FROM recent_writes WHERE at < now() - make_interval(secs => ${(4 * mayLackMs) / 1000})`;
}
