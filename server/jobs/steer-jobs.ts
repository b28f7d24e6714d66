import type { Actor } from "../actor/actor";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { writeRows } from "../database/rows";
import { Refusal } from "../ground/refusal";
import { isOn } from "../input/is-on";
import { readCount, readId } from "../input/read-id";
import { audit } from "../operation/audit";
import { operation } from "../operation/operation";
import { enqueue } from "../queue/enqueue";
import { importKind } from "./acts/import-act";
import { type Job, lockJob } from "./job/job";
import { jobKey } from "./job/job-key";
import { beginJob } from "./job/make-job";
import { ownerOf } from "./job/owner";
import { countedRows, counts } from "./job/settle-row";
import { demandAreas, demandCount, demandStart, demandState, isCountTyped } from "./job/start-demands";
import { demandSteering, isMine } from "./job/told-job";

const needs = {
  about: { what: "job", by: ["i_job"], whose: "own" },
  right: null,
  acts: ["read"],
  scope: "none",
} as const;

const input = (raw: Readonly<Record<string, unknown>>) => ({ i_job: readId(raw, "i_job") });

/**
 * Starts a job that `prepareJob` made. From here on it works through its customers, each by the operation that it stands for,
 * as the one who starts it and with the rights of the moment. Of what is for good whoever starts it types the number
 * (`count`). Of an import `only_good` leaves out the rows with a problem.
 * @throws Refusal 400 `count` · 403 right, level, or step-up · 404 · 409 it is no draft
 */
export const startJob = operation({
  name: "startJob",
  needs,
  effect: "writes",
  input: (raw) => ({ ...input(raw), count: readCount(raw, "count"), only_good: isOn(raw.only_good) }),
  async run({ db, actor, check, input: { i_job, count, only_good } }) {
    const job = await lockJob(db, i_job);
    await check(
      () => demandSteering(actor, job),
      () => demandState(job, "draft"),
      async () => await demandStart(db, actor, job),
      async () => await demandAreas(db, actor, job),
      async () => await demandCount(db, job, count),
      () => demandExamined(job),
    );
    await beginJob(db, actor, job);
    if (job.kind === importKind) {
      await keepInAct(db, i_job, { only_good });
      // its rows are done in turn, whatever customers there are
      await writeRows(db, Prisma.sql`UPDATE jobs SET last_customer = 0 WHERE i_job = ${i_job}`);
    } else if (isCountTyped(job)) await keepInAct(db, i_job, { count });
    return { i_job };
  },
});

/** Keeps what was said at the start with how the job is done. */
async function keepInAct(db: Queries, i_job: number, said: object): Promise<void> {
  await writeRows(
    db,
    Prisma.sql`UPDATE jobs SET act = act || ${JSON.stringify(said)}::jsonb WHERE i_job = ${i_job}`,
  );
}

/** Lets a running job rest until `resumeJob`. What it does just now it ends. @throws Refusal 403 · 404 · 409 it does not run */
export const pauseJob = steering("pauseJob", {
  from: ["running"],
  async act({ db, job: { i_job } }) {
    await writeRows(
      db,
      Prisma.sql`
      WITH ${countedRows(i_job)} UPDATE jobs j SET state = 'paused', ${counts} FROM counted WHERE j.i_job = ${i_job}`,
    );
  },
});

/**
 * Goes on with a paused job, as whoever began it.
 * @throws Refusal 403 they can do it no longer, as where their support session is over · 404 · 409 it is not paused
 */
export const resumeJob = steering("resumeJob", {
  from: ["paused"],
  demand: async ({ db, actor, job }) => {
    await demandStart(db, await ownerOf(db, job), job);
    // its owner began it without a key, or with one that has gone
    await demandAreas(db, actor, job);
  },
  async act({ db, job: { i_job } }) {
    await writeRows(
      db,
      Prisma.sql`UPDATE jobs SET state = 'running', seen_at = now() WHERE i_job = ${i_job}`,
    );
    await enqueue(db, "runJob", { i_job }, { key: jobKey(i_job) });
  },
});

/** Stops a job for good; a draft is thrown away. What is done stays, and can be undone. @throws Refusal 403 · 404 · 409 */
export const stopJob = steering("stopJob", {
  from: ["draft", "running", "paused"],
  async act({ db, actor, job }) {
    const { i_job } = job;
    await writeRows(
      db,
      job.state === "draft"
        ? Prisma.sql`DELETE FROM jobs WHERE i_job = ${i_job}`
        : Prisma.sql`
      WITH ${countedRows(i_job)}
      UPDATE jobs j SET state = 'stopped', ended_at = now(), told = ${isMine(actor, job)}, ${counts}
        FROM counted WHERE j.i_job = ${i_job}`,
    );
  },
});

type Steered = { readonly db: Queries; readonly actor: Actor; readonly job: Job };

/** An operation that steers a job in one of some states. Of a draft, which nobody else sees, the history has nothing. */
function steering(
  name: string,
  {
    from,
    demand,
    act,
  }: {
    readonly from: readonly Job["state"][];
    readonly demand?: (steered: Steered) => Promise<void>;
    readonly act: (steered: Steered) => Promise<void>;
  },
) {
  return operation({
    name,
    needs,
    effect: "writes",
    input,
    async run({ db, actor, check, input: { i_job } }) {
      const job = await lockJob(db, i_job);
      const steered = { db, actor, job };
      await check(
        () => demandSteering(actor, job),
        () => demandState(job, ...from),
        async () => await demand?.(steered),
      );
      await act(steered);
      if (job.state !== "draft")
        await audit(db, actor, { operation: name, i_job, detail: { i_job, kind: job.kind } });
      return { i_job };
    },
  });
}

/** A file is examined as a whole before it is imported. @throws Refusal 409 */
function demandExamined({ kind, preview }: Job): void {
  if (kind !== importKind || preview?.ended) return;
  throw new Refusal(409, "The rows of the file are still being examined", undefined, {
    key: "import_unexamined",
  });
}
