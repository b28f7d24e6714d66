import { database } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows, writeRows } from "../../database/rows";
import { importKind } from "../acts/import-act";

/** The lines of a report stay so long after the job's end, and with them its undoing; longer only while that is under way. */
const rowsLast = "30 days";
const draftsLast = "1 day";
/** So long after its end the cells and headers of an import are there, and what its passwords are made of. */
const cellsLast = "1 day";

/** Rows that are deleted in one statement. */
const atOnce = 10_000;
/** The next round goes on. */
const mostStatements = 100;

/**
 * Deletes the lines of jobs that ended long ago, while the jobs and their counts stay; and drafts that nobody started. In
 * statements of bounded size, so that none holds much for long.
 */
export async function sweepJobs(): Promise<void> {
  await writeRows(
    database(),
    Prisma.sql`DELETE FROM jobs WHERE state = 'draft' AND created_at < now() - ${draftsLast}::interval`,
  );
  await sweepImports();
  const old = await readRows<{ i_job: number }>(
    database(),
    Prisma.sql`
    SELECT j.i_job FROM jobs j
     WHERE j.ended_at < now() - ${rowsLast}::interval AND EXISTS (SELECT FROM job_rows r WHERE r.i_job = j.i_job)
       AND NOT EXISTS (SELECT FROM jobs u WHERE u.undoes = j.i_job AND u.ended_at IS NULL)
     ORDER BY j.ended_at LIMIT ${mostStatements}::int`,
  );
  let left = mostStatements;
  for (const { i_job } of old) {
    for (;;) {
      if (left === 0) return;
      left -= 1;
      if ((await deleteSome(i_job)) < atOnce) break;
    }
  }
}

/** Forgets what was in the files of imports that ended, passwords above all. */
async function sweepImports(): Promise<void> {
  const over = Prisma.sql`j.kind = ${importKind} AND j.ended_at < now() - ${cellsLast}::interval`;
  await writeRows(
    database(),
    Prisma.sql`UPDATE jobs j SET act = j.act || '{"seed": null}' WHERE ${over} AND j.act->>'seed' IS NOT NULL`,
  );
  await writeRows(
    database(),
    Prisma.sql`UPDATE jobs j SET selection = j.selection - 'headers' WHERE ${over} AND j.selection ? 'headers'`,
  );
  // a process has ended while it took mended rows
  await writeRows(
    database(),
    Prisma.sql`DELETE FROM import_mended WHERE at < now() - ${cellsLast}::interval`,
  );
  for (let left = mostStatements; left > 0; left -= 1) {
    const deleted = await writeRows(
      database(),
      Prisma.sql`
      DELETE FROM import_rows
       WHERE (i_job, "row") IN (SELECT r.i_job, r."row" FROM import_rows r JOIN jobs j ON j.i_job = r.i_job
                                 WHERE ${over} LIMIT ${atOnce}::int)`,
    );
    if (deleted < atOnce) return;
  }
}

async function deleteSome(i_job: number): Promise<number> {
  return await writeRows(
    database(),
    Prisma.sql`
    DELETE FROM job_rows
     WHERE i_job = ${i_job}
       AND "row" IN (SELECT r."row" FROM job_rows r WHERE r.i_job = ${i_job} ORDER BY r."row" LIMIT ${atOnce}::int)`,
  );
}
