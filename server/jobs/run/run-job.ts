import type { Actor } from "../../actor/actor";
import { database } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";
import { Refusal } from "../../ground/refusal";
import { enqueue } from "../../queue/enqueue";
import { type CustomerRow, findCustomerRows } from "../../record/customer-row";
import { countWaiting } from "../../sums/fold";
import { doingOf, type Found } from "../acts/act";
import { actNamed } from "../acts/acts";
import { importKind } from "../acts/import-act";
import { listImport, runImport, type Worked } from "../import/run-import";
import { findJob, type Job } from "../job/job";
import { jobKey } from "../job/job-key";
import { changedSince, keptRefusal } from "../job/kept-refusal";
import { inLanes } from "../job/lanes";
import { ownerOf } from "../job/owner";
import { callForRow, countOutcomes, gone, type Outcome, settle } from "../job/settle-row";
import { demandStart } from "../job/start-demands";
import { doCalls } from "./do-calls";
import { endJob } from "./end-job";
import { finishJob } from "./finish-job";
import { listRows } from "./list-rows";

/** A job works for so long, and then lets others have their turn. */
const sliceMs = 2_000;
const atOnce = 50;
const lanes = 2;
/** Where more differences of sums wait, whoever reads sums waits, too. Source: architecture, 'Data'. */
const mostWaiting = 10_000;
const waitMs = 1_000;

/**
 * Does some more of a job: lists its customers, then does one after the other as whoever began it, with the rights of the
 * moment. Queues itself until all is done. May run twice at once, where a process was taken for dead: each row is spent in
 * the transaction that does it. See docs/decisions/jobs.md.
 */
export async function runJob(i_job: number): Promise<void> {
  const until = Date.now() + sliceMs;
  for (;;) {
    const job = await findJob(database(), i_job);
    if (job?.state !== "running") return;
    if (Date.now() >= until) return await again(i_job);
    if ((await countWaiting()) > mostWaiting) return await again(i_job, waitMs);
    const owner = await standingOwner(job);
    if (owner instanceof Refusal) return await endJob(job, { why: keptRefusal(owner) });
    if (job.listed_to !== null) await (job.kind === importKind ? listImport(job) : listRows(job));
    else {
      const { isDone, wait } = await (job.kind === importKind ? runImport : doSome)(job, owner, until);
      if (isDone) return await finishJob(job);
      if (wait) return await again(i_job, wait.getTime() - Date.now());
    }
  }
}

async function doSome(job: Job, owner: Actor, until: number): Promise<Worked> {
  const waiting = await readRows<Due>(
    database(),
    Prisma.sql`
    SELECT "row", i_customer FROM job_rows WHERE i_job = ${job.i_job} AND outcome IS NULL ORDER BY "row" LIMIT ${atOnce}::int`,
  );
  if (waiting.length === 0) return { isDone: true };
  const find = await finder(job, owner, waiting);
  const outcomes: Outcome[] = [];
  const begun: { readonly path: string; readonly done: Promise<void> }[] = [];
  await inLanes(waiting, { lanes, until }, async (due) => {
    const standing = find(due);
    const path = standing.customer?.path ?? "";
    // what one is given, those below can be given then, and whoever is below goes before those above
    const before = begun.filter((one) => one.path.startsWith(path) || path.startsWith(one.path));
    const work = async () => {
      await Promise.all(before.map(({ done }) => done));
      outcomes.push(await doRow(job, owner, due, standing));
    };
    const done = work();
    begun.push({ path, done });
    await done;
  });
  await countOutcomes(job.i_job, outcomes);
  return { isDone: false };
}

type Due = { readonly row: number; readonly i_customer: number };
/** A customer as it stands, and what its act found beside. */
type Standing = { readonly customer: CustomerRow | undefined; readonly found: Found };

/** Looks some rows' customers up. */
async function finder(job: Job, owner: Actor, rows: readonly Due[]): Promise<(due: Due) => Standing> {
  const ids = rows.map(({ i_customer }) => i_customer);
  const customers = new Map(
    (await findCustomerRows(database(), ids)).map((customer) => [customer.i_customer, customer]),
  );
  const found =
    (await actNamed(job.kind).look?.(database(), owner, job.act as never, ids)) ?? new Map<number, unknown>();
  return ({ i_customer }) => ({ customer: customers.get(i_customer), found });
}

async function doRow(
  job: Job,
  owner: Actor,
  due: Due,
  standing: Standing,
  isAgain = false,
): Promise<Outcome> {
  const { customer, found } = standing;
  const row = { i_job: job.i_job, row: due.row };
  if (!customer) return await settle(row, "refused", gone);
  const doing = doingOf(actNamed(job.kind), job.act, customer, found);
  if (!doing) return await settle(row, "unchanged", null);
  const { calls, since, back } = doing;
  const why = since.length === 0 ? {} : { why: changedSince(since) };
  if (calls.length === 0) return await settle(row, "refused", changedSince(since));
  return await callForRow(
    row,
    async () => await doCalls({ ...owner, job: { ...row, ...why, ...(back && { back }) } }, calls, customer),
    {
      // what was reckoned from the customer's values is reckoned from the new ones, once
      onChange: isAgain
        ? undefined
        : async () => await doRow(job, owner, due, (await finder(job, owner, [due]))(due), true),
    },
  );
}

/** Whoever began the job, if they may still do what it does. */
async function standingOwner(job: Job): Promise<Actor | Refusal> {
  try {
    const owner = await ownerOf(database(), job);
    await demandStart(database(), owner, job);
    return owner;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

async function again(i_job: number, afterMs?: number): Promise<void> {
  const later = afterMs === undefined ? {} : { runAt: new Date(Date.now() + afterMs) };
  await enqueue(database(), "runJob", { i_job }, { key: jobKey(i_job), ...later });
}

/** Queues the jobs that run and that no process has worked on for a while: the queue gives up what failed too often. */
export async function resumeJobs(): Promise<void> {
  const left = await readRows<{ i_job: number }>(
    database(),
    Prisma.sql`
    SELECT i_job FROM jobs
     WHERE state = 'running' AND coalesce(seen_at, started_at) < now() - interval '1 minute' ORDER BY i_job LIMIT 100`,
  );
  for (const { i_job } of left) await again(i_job);
}
