import { database, inTransaction } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { writeRows } from "../../database/rows";
import { lineageOf } from "../../tree/tree";
import type { Job } from "../job/job";
import { nextSelected, type Selection, selected } from "../job/selection";

const atOnce = 5_000;

/**
 * Makes rows of some more of the selected customers. Who passes the filter when the job reaches them belongs to it; who came
 * after its start does not.
 */
export async function listRows({ i_job, i_scope, listed_to, last_customer, ...job }: Job): Promise<void> {
  const lineage = await lineageOf(database(), i_scope);
  const scope = lineage.at(-1);
  // what was read from the column is what `readSelection` stored
  const condition = scope ? await selected(database(), job.selection as Selection, { scope, lineage }) : null;
  const after = listed_to ?? last_customer;
  await inTransaction(async (db) => {
    const next = condition
      ? await nextSelected(db, condition, { after, until: last_customer, limit: atOnce })
      : [];
    const ids = next.map(({ i_customer }) => i_customer);
    const names = next.map(({ name }) => name);
    const listed = next.length < atOnce ? null : (ids.at(-1) ?? null);
    // of two processes at once the second finds that the first has been here
    const moved = await writeRows(
      db,
      Prisma.sql`
      UPDATE jobs SET listed_to = ${listed}::int, total = total + ${ids.length}::int, seen_at = now()
       WHERE i_job = ${i_job} AND listed_to = ${after}`,
    );
    if (moved === 0 || ids.length === 0) return;
    await writeRows(
      db,
      Prisma.sql`
      INSERT INTO job_rows (i_job, "row", i_customer, name)
      SELECT ${i_job}, id, id, name FROM unnest(${ids}::int[], ${names}::text[]) AS n (id, name)`,
    );
  });
}
