import { database, inTransaction, type Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows, writeRows } from "../../database/rows";
import { lineageOf } from "../../tree/tree";
import { actNamed } from "../acts/acts";
import { leftToUndo } from "../acts/left-to-undo";
import type { Job } from "../job/job";
import { nextSelected, type Selection, selected } from "../job/selection";
import { typedCount } from "../job/start-demands";

const atOnce = 5_000;

/**
 * Makes rows of some more of the selected customers. Who passes the filter when the job reaches them belongs to it; who came
 * after its start does not.
 */
export async function listRows(job: Job): Promise<void> {
  if (job.undoes === null) await listSelected(job);
  else await listUndone(job, job.undoes);
}

async function listSelected({ i_job, i_scope, listed_to, last_customer, ...job }: Job): Promise<void> {
  // nobody is deleted whom nobody has counted
  const limit = Math.min(atOnce, (typedCount(job) ?? Number.POSITIVE_INFINITY) - job.total);
  const { fromBelow = false } = actNamed(job.kind);
  const lineage = await lineageOf(database(), i_scope);
  const scope = lineage.at(-1);
  // what was read from the column is what `readSelection` stored
  const condition = scope ? await selected(database(), job.selection as Selection, { scope, lineage }) : null;
  const after = listed_to ?? last_customer;
  await inTransaction(async (db) => {
    const next = condition ? await nextSelected(db, condition, { after, until: last_customer, limit }) : [];
    await addRows(db, { i_job, after, limit }, next, ({ i_customer }) => rowFor(i_customer, fromBelow));
  });
}

/**
 * Makes rows of some more of the customers whom a job changed, as they were called then. Those above come before those below,
 * but whom the job created the other way round: whoever was created last goes first.
 */
async function listUndone({ i_job, listed_to }: Job, undoes: number): Promise<void> {
  const after = listed_to ?? latest;
  await inTransaction(async (db) => {
    const next = await readRows<Listed & { readonly created: boolean }>(
      db,
      Prisma.sql`
      SELECT r.i_customer, max(r.name) AS name,
             coalesce(bool_or(r.steps @> '[{"operation": "createCustomer"}]'), false) AS created
        FROM job_rows r
       WHERE ${leftToUndo(undoes)} AND r.i_customer > ${after}
       GROUP BY r.i_customer ORDER BY r.i_customer LIMIT ${atOnce}::int`,
    );
    await addRows(db, { i_job, after, limit: atOnce }, next, ({ i_customer, created }) =>
      rowFor(i_customer, created),
    );
  });
}

const latest = 2 ** 31 - 1;

/** Rows are done in their order: those above first, since they came to be first, or those below. */
function rowFor(i_customer: number, fromBelow: boolean): number {
  return fromBelow ? latest - i_customer : i_customer;
}

type Listed = { readonly i_customer: number; readonly name: string };

async function addRows<Next extends Listed>(
  db: Queries,
  { i_job, after, limit }: { readonly i_job: number; readonly after: number; readonly limit: number },
  next: readonly Next[],
  rowOf: (listed: Next) => number,
): Promise<void> {
  const rows = next.map(rowOf);
  const listed = next.length < limit ? null : (next.at(-1)?.i_customer ?? null);
  // of two processes at once the second finds that the first has been here
  const moved = await writeRows(
    db,
    Prisma.sql`
    UPDATE jobs SET listed_to = ${listed}::int, total = total + ${rows.length}::int, seen_at = now()
     WHERE i_job = ${i_job} AND listed_to = ${after}`,
  );
  if (moved === 0 || rows.length === 0) return;
  const [ids, names] = [next.map(({ i_customer }) => i_customer), next.map(({ name }) => name)];
  await writeRows(
    db,
    Prisma.sql`
    INSERT INTO job_rows (i_job, "row", i_customer, name)
    SELECT ${i_job}, "row", id, name FROM unnest(${rows}::int[], ${ids}::int[], ${names}::text[]) AS n ("row", id, name)`,
  );
}
