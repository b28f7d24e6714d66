import { setTimeout as pause } from "node:timers/promises";
import { database } from "../../database/client";
import { migrationsIn } from "../../database/migrate";
import { answerSiblings, askSibling, ownPlace, supervisorPlace } from "../../ground/siblings";

const patienceMs = 3_000;

/** A proxy that looks each second or two has then heard that we stop. */
const noticedWithinMs = 2_500;
const looksWithinMs = 10_000;

let isStopping = false;
let lookedAt = Number.NEGATIVE_INFINITY;

/** Whether we can answer requests: the database responds, takes writes, and has every migration. Otherwise the reason. */
export async function isReady(): Promise<true | string> {
  lookedAt = performance.now();
  if (isStopping) return "Trellis is stopping.";
  try {
    const { applied, takesWrites } = await withinPatience(stateOfDatabase());
    if (!takesWrites) return "The database takes no writes.";
    const missing = (await migrationsIn()).filter((name) => !applied.has(name));
    return missing.length === 0 ? true : `The migration ${missing[0]} is not applied.`;
  } catch {
    return "The database does not answer.";
  }
}

/**
 * Says from now on that we are not ready, and goes on answering all else: a proxy that looks sends its requests to another
 * machine before we close the connections on which it would send them. Where nobody looks, nobody is waited for.
 * @param hurry ends the wait
 */
export async function untilNoticed(hurry: AbortSignal): Promise<void> {
  const { own, count } = ownPlace();
  const places = own === supervisorPlace ? [...Array(count).keys()] : [];
  const others = places.map(async (place) => await askSibling(place, topic, null));
  if ([notReady(), ...(await Promise.all(others))].includes(true))
    await pause(noticedWithinMs, undefined, { signal: hurry }).catch(() => undefined);
}

const topic = "not ready any more";
answerSiblings(topic, notReady);

/** @returns whether somebody looks, and has not been waited for */
function notReady(): boolean {
  const isWaitedFor = isStopping;
  isStopping = true;
  return !isWaitedFor && performance.now() - lookedAt < looksWithinMs;
}

async function stateOfDatabase() {
  const rows = await database().$queryRaw<{ migration_name: string; read_only: string }[]>`
    SELECT migration_name, current_setting('transaction_read_only') AS read_only
      FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  return {
    applied: new Set(rows.map((row) => row.migration_name)),
    takesWrites: rows.every((row) => row.read_only === "off"),
  };
}

/** Keeps a hanging database from hanging the health check. */
async function withinPatience<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("too late")), patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
