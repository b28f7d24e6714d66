import { cache } from "react";
import type { LiveSession } from "@/server/credentials/sessions";
import type { ToldJob } from "@/server/jobs/job/told-job";
import { getJobInfo } from "@/server/jobs/list-jobs";
import { idIn } from "../../../web/forms/id-in";
import { requireFor } from "../../../web/session/may";

/** Opens one of the jobs of the reader's customer, once per request. */
export const openJob = cache(
  async (text: string): Promise<{ readonly session: LiveSession; readonly job: ToldJob }> => {
    const i_job = idIn(text);
    const session = await requireFor(`/jobs/${text}`, getJobInfo, "own");
    const { job } = await getJobInfo(session.actor, { i_job });
    return { session, job };
  },
);
