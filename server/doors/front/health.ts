import { database } from "../../database/client";
import { migrationsIn } from "../../database/migrate";

const patienceMs = 3_000;

/** Whether we can answer requests: the database responds and has every migration. Otherwise the reason. */
export async function isReady(): Promise<true | string> {
  try {
    const applied = await withinPatience(namesApplied());
    const missing = (await migrationsIn()).filter((name) => !applied.has(name));
    return missing.length === 0 ? true : `The migration ${missing[0]} is not applied.`;
  } catch {
    return "The database does not answer.";
  }
}

async function namesApplied(): Promise<ReadonlySet<string>> {
  const rows = await database().$queryRaw<{ migration_name: string }[]>`
    SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  return new Set(rows.map((row) => row.migration_name));
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
