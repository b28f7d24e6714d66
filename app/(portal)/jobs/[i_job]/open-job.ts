import { cache } from "react";
import type { LiveSession } from "@/server/credentials/sessions";
import type { ToldJob } from "@/server/jobs/job/told-job";
import { getJobInfo, type RefusedFor } from "@/server/jobs/list-jobs";
import { idIn } from "../../../web/forms/id-in";
import { requireFor } from "../../../web/session/may";

type Opened = {
  readonly session: LiveSession;
  readonly job: ToldJob;
  /** why it refused some of its customers */
  readonly reasons: readonly RefusedFor[];
};

/** Opens one of the jobs of the reader's customer, once per request. */
export const openJob = cache(async (text: string): Promise<Opened> => {
  const i_job = idIn(text);
  const session = await requireFor(`/jobs/${text}`, getJobInfo, "own");
  return { session, ...(await getJobInfo(session.actor, { i_job, reasons: true })) };
});
