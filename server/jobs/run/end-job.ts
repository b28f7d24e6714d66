import type { Actor } from "../../actor/actor";
import { systemActor } from "../../actor/system-actor";
import { inTransaction, type Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";
import { audit } from "../../operation/audit";
import { queueMail } from "../../outbox/queue-mail";
import { findSupportSessions, supportActor } from "../../support-session/session-row";
import type { Job } from "../job/job";
import type { KeptRefusal } from "../job/kept-refusal";
import { countedRows, counts } from "../job/settle-row";

/** Whoever began a job that took longer than this gets a mail of its end. */
const mailedAfter = "10 minutes";

/** How a job ends by itself: all is done, or it stops since its owner may no longer do what it does. */
export type Ending = { readonly came: number } | { readonly why: KeptRefusal };

type Ended = Pick<Job, "total" | "changed" | "unchanged" | "refused"> & {
  readonly started_at: Date;
  readonly path: string;
  readonly name: string;
  readonly long: boolean;
};

/**
 * Ends a job that runs, with figures counted from its rows; writes its entry in the history, and where it took long queues the
 * mail to whoever began it, in one transaction. Of two processes the second finds that it has ended.
 */
export async function endJob(job: Job, ending: Ending): Promise<void> {
  const { i_job, kind } = job;
  const [state, why, came] =
    "why" in ending ? ["stopped", JSON.stringify(ending.why), 0] : ["done", null, ending.came];
  await inTransaction(async (db) => {
    const [ended] = await readRows<Ended>(
      db,
      Prisma.sql`
      WITH ${countedRows(i_job)}
      UPDATE jobs j SET state = ${state}, why = ${why}::jsonb, ended_at = now(), came = ${came}::int, ${counts}
        FROM counted, customers c
       WHERE j.i_job = ${i_job} AND j.state = 'running' AND c.i_customer = j.i_customer
      RETURNING j.total, j.changed, j.unchanged, j.refused, j.started_at, c.path, c.name,
                now() - j.started_at > ${mailedAfter}::interval AS long`,
    );
    if (!ended) return;
    const { total, changed, unchanged, refused, path, name } = ended;
    await audit(db, await actorOfEnd(db, job), {
      operation: "endJob",
      target: { i_customer: job.i_customer, path, name },
      i_job,
      // `refused` of an entry is the code by which the act itself was
      detail: { i_job, kind, state, rows: { total, changed, unchanged, refused } },
    });
    if (ended.long) await mailEnd(db, job, state, ended);
  });
}

/** The program, in the name of whoever began the job. */
async function actorOfEnd(db: Queries, { i_customer, login, i_support }: Job): Promise<Actor> {
  const [row] =
    i_support === null ? [] : await findSupportSessions(db, Prisma.sql`p.i_support = ${i_support}`);
  if (!row) return { ...systemActor, i_customer, login };
  const { behalf, support } = supportActor(row, systemActor);
  return { ...systemActor, ...(behalf && { behalf }), ...(support && { support }) };
}

/** Nobody of support gets one, since the portal in which they began it is closed once its session is over. */
async function mailEnd(
  db: Queries,
  { i_job, i_web_user, i_support }: Job,
  state: string,
  { started_at, changed, unchanged, refused }: Ended,
): Promise<void> {
  if (i_web_user === null || i_support !== null) return;
  await queueMail(db, {
    kind: state === "done" ? "job_ended" : "job_stopped",
    to: { i_web_user },
    path: `/jobs/${i_job}`,
    values: {
      at: started_at.toISOString(),
      changed: String(changed),
      unchanged: String(unchanged),
      refused: String(refused),
    },
  });
}
