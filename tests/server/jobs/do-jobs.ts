import { database } from "@/server/database/client";
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
