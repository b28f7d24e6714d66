import { database } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";
import { lineageOf } from "../../tree/tree";
import { importKind } from "../acts/import-act";
import type { Job } from "../job/job";
import { type Selection, selected } from "../job/selection";
import { typedCount } from "../job/start-demands";
import { endJob } from "./end-job";

/** We count those who came meanwhile up to this many. */
const mostCame = 1_000;

/** Ends a job that has nothing left to do, with how many came meanwhile. */
export async function finishJob(job: Job): Promise<void> {
  await endJob(job, { came: await countCame(job) });
}

/** How many pass the filter now, and have no row. */
async function countCame({ i_job, kind, act, i_scope, selection, last_customer }: Job): Promise<number> {
  if (kind === importKind) return 0;
  const lineage = await lineageOf(database(), i_scope);
  const scope = lineage.at(-1);
  if (!scope || !("filter" in selection)) return 0;
  const condition = await selected(database(), selection as Selection, { scope, lineage });
  // of what is for good also who came to pass it between the count and the list
  const left =
    typedCount({ kind, act }) === null
      ? Prisma.sql`c.i_customer > ${last_customer}`
      : Prisma.sql`NOT EXISTS (SELECT FROM job_rows r WHERE r.i_job = ${i_job} AND r.i_customer = c.i_customer)`;
  const [row] = await readRows<{ count: number }>(
    database(),
    Prisma.sql`
    SELECT count(*)::int AS count FROM (
      SELECT FROM customers c WHERE ${left} AND ${condition} LIMIT ${mostCame}::int) AS came`,
  );
  return row?.count ?? 0;
}
