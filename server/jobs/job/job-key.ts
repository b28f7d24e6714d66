import { Prisma } from "../../database/generated/client";

/** What names the work of a job in the queue, so that it stands there once. */
export function jobKey(i_job: number): string {
  return `job ${i_job}`;
}

/** The same of its examination. */
export function examinationKey(i_job: number): string {
  return `examination of job ${i_job}`;
}

/** Whether a process works on a job `j`: also for a moment after somebody has let it rest. */
export const isAtWork = Prisma.sql`(j.state = 'running' OR (j.state IN ('paused', 'stopped') AND EXISTS (
  SELECT FROM graphile_worker._private_jobs w WHERE w.key = 'job ' || j.i_job AND w.locked_at IS NOT NULL)))`;
