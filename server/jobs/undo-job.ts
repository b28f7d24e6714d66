import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows, writeRows } from "../database/rows";
import { Refusal } from "../ground/refusal";
import { readId } from "../input/read-id";
import type { Changes } from "../operation/changes";
import { notFound } from "../operation/demands";
import { operation } from "../operation/operation";
import { enqueue } from "../queue/enqueue";
import { lineageOf } from "../tree/tree";
import type { Call } from "./acts/act";
import { countLeftToUndo } from "./acts/left-to-undo";
import { sampleBack } from "./acts/put-back";
import type { UndoInput } from "./acts/undo";
import { lockJob } from "./job/job";
import { examinationKey } from "./job/job-key";
import { makeJob } from "./job/make-job";
import { demandAreas } from "./job/start-demands";
import { demandSteering } from "./job/told-job";
import { reasonAgainstUndoing } from "./job/undoable";

/**
 * Prepares the undoing of a job that has ended, as a job of its own, which is examined and started like every other. It puts back
 * what still stands as the job left it, and reports what has been changed since. See docs/decisions/jobs.md.
 * Where an undoing has stopped, it is about the rest.
 * @returns the undoing; one that waits for its start already is made anew
 * @throws Refusal 403 it is somebody else's job · 404 · 409 it has not ended, changed nothing, is undone, or its time is over
 */
export const undoJob = operation({
  name: "undoJob",
  needs: {
    about: { what: "job", by: ["i_job"], whose: "own" },
    right: null,
    acts: ["read"],
    scope: "none",
  },
  effect: "writes",
  input: (raw) => ({ i_job: readId(raw, "i_job") }),
  async run({ db, actor, check, input }): Promise<{ i_job: number }> {
    const job = await lockJob(db, input.i_job);
    const undoing = await findUndoing(db, job.i_job);
    await check(
      () => demandSteering(actor, job),
      () => {
        const reason = reasonAgainstUndoing(job);
        if (reason) throw reason;
      },
      async () => await demandAreas(db, actor, job),
      async () => {
        if ((undoing && undoing.state !== "draft") || (await countLeftToUndo(db, job.i_job)) === 0)
          throw new Refusal(409, "This job has been undone", "i_job", { key: "undone_already" });
      },
    );
    // whoever asks for it is its owner, and it is examined anew
    if (undoing) await writeRows(db, Prisma.sql`DELETE FROM jobs WHERE i_job = ${undoing.i_job}`);
    const scope = (await lineageOf(db, job.i_scope)).at(-1);
    if (!scope) throw notFound();
    const act: UndoInput = { i_job: job.i_job, samples: await findSamples(db, job.i_job) };
    const made = { kind: "undo", act, selection: { undoes: job.i_job } };
    const i_job = await makeJob(db, actor, scope, made);
    await writeRows(db, Prisma.sql`UPDATE jobs SET undoes = ${job.i_job} WHERE i_job = ${i_job}`);
    await enqueue(db, "examineJob", { i_job }, { key: examinationKey(i_job) });
    return { i_job };
  },
});

/** The undoing of a job that waits, runs, rests or is done. */
async function findUndoing(db: Queries, i_job: number) {
  const [row] = await readRows<{ i_job: number; state: string }>(
    db,
    Prisma.sql`SELECT i_job, state FROM jobs WHERE undoes = ${i_job} AND state <> 'stopped'`,
  );
  return row;
}

/** Examples of what puts back what a job did: for each operation, with each attribute that it changed. */
async function findSamples(db: Queries, i_job: number): Promise<Call[]> {
  const rows = await readRows<{ operation: string; name: string | null; change: string | null }>(
    db,
    Prisma.sql`
    SELECT s.step->>'operation' AS operation, c.key AS name, min(c.value::text) AS change
      FROM job_rows r CROSS JOIN jsonb_array_elements(r.steps) AS s (step)
      LEFT JOIN LATERAL jsonb_each(CASE WHEN s.step->>'operation' <> 'createCustomer' THEN s.step->'changes' END) AS c ON true
     WHERE r.i_job = ${i_job} AND r.outcome = 'changed'
     GROUP BY s.step->>'operation', c.key`,
  );
  const operations = [...new Set(rows.map((row) => row.operation))];
  return operations.flatMap((operation) => {
    const of = rows.filter((row) => row.operation === operation);
    const changes = of.flatMap(({ name, change }) =>
      name === null || change === null ? [] : [[name, JSON.parse(change)]],
    );
    // `noteRow` stored them
    return sampleBack({ operation, changes: Object.fromEntries(changes) as Changes });
  });
}
