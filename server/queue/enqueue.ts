import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { writeRows } from "../database/rows";
import type { JobName, StoredPayload } from "./job-payloads";

/**
 * Puts a job into the queue, in the transaction that causes it: one that rolls back leaves no job. Some process runs it
 * once the transaction has committed; at least once, and again if that process ends in the middle.
 * @param runAt not before then; absent: at once
 * @param key replaces a job of the same key that has not begun
 * @param isPatient others that are due go first
 */
export async function enqueue<Name extends JobName>(
  db: Queries,
  name: Name,
  payload: StoredPayload<Name>,
  {
    runAt,
    key,
    isPatient = false,
  }: { readonly runAt?: Date; readonly key?: string; readonly isPatient?: boolean } = {},
): Promise<void> {
  await writeRows(
    db,
    Prisma.sql`
    SELECT graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json,
                                   run_at => ${runAt ?? null}::timestamptz, job_key => ${key ?? null}::text,
                                   priority => ${isPatient ? 10 : 0}::int)`,
  );
}
