import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import type { ToldJob } from "@/server/jobs/job/told-job";
import type { ToldRow } from "@/server/jobs/list-jobs";
import { examineJob } from "@/server/jobs/run/examine-job";
import { runJob } from "@/server/jobs/run/run-job";

/** Does what the queue would, until a job rests or has ended. */
export async function doJob(i_job: number): Promise<void> {
  while ((await stateOf(i_job)) === "running") await runJob(i_job);
}

/** Examines a draft to the end. */
export async function examineAll(i_job: number): Promise<void> {
  for (;;) {
    const { preview } = await database().job.findUniqueOrThrow({
      where: { i_job },
      select: { preview: true },
    });
    if ((preview as { ended?: boolean } | null)?.ended) return;
    await examineJob(i_job);
  }
}

export async function stateOf(i_job: number): Promise<string> {
  const { state } = await database().job.findUniqueOrThrow({ where: { i_job }, select: { state: true } });
  return state;
}

/** Prepares and examines a job. */
export async function prepared(actor: Actor, asked: Readonly<Record<string, unknown>>): Promise<ToldJob> {
  const { i_job } = await operations.prepareJob(actor, asked);
  await examineAll(i_job);
  return (await operations.getJobInfo(actor, { i_job })).job;
}

/** Starts a job and does it to the end. @returns what became of each of its rows, in their order */
export async function done(
  actor: Actor,
  i_job: number,
  beside: Readonly<Record<string, unknown>> = {},
): Promise<ToldRow[]> {
  await operations.startJob(actor, { i_job, ...beside });
  await doJob(i_job);
  return (await operations.listJobRows(actor, { i_job, limit: 1_000 })).rows;
}
