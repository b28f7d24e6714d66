// people's jobs call operations by their names
import "../operations";
import { checkDueAliases } from "../../branding/check-due-aliases";
import { sweepEnded } from "../../identity/log-in/sweep-ended";
import { examineJob } from "../../jobs/run/examine-job";
import { resumeJobs, runJob } from "../../jobs/run/run-job";
import { sweepJobs } from "../../jobs/run/sweep-jobs";
import { endDueCreditLimits } from "../../money/end-credit-limits";
import { sweepKeptCalls } from "../../operation/asked/kept-calls";
import { sweepWrites } from "../../operation/own-writes";
import { tellExpiringKeys } from "../../programs/keys/tell-expiring-keys";
import { type JobName, type JobPayload, jobPayloads } from "../../queue/job-payloads";
import { foldBranchSums } from "../../sums/fold";
import { sweepBranchSums } from "../../sums/sweep";
import { closeDueSupportSessions } from "../../support-session/close-session";
import { sendDueMails, sendMail } from "../mail/send-mails";
import { endWebhooks, sendWebhooks } from "../webhooks/send-webhooks";
import { sweepWebhooks } from "../webhooks/sweep-webhooks";
import type { Round, Task, Work } from "./work";

/**
 * What each job does. It may run again after it was done, or beside itself where a process was so slow that another took
 * it over: what it does must be right then, too.
 */
const jobs: { readonly [Name in JobName]: (payload: JobPayload<Name>, again: boolean) => Promise<unknown> } =
  {
    sendMail: async ({ i_mail }, again) => await sendMail(i_mail, again),
    examineJob: async ({ i_job }) => await examineJob(i_job),
    runJob: async ({ i_job }) => await runJob(i_job),
  };

/** What is done by the clock; the same as of jobs holds for it. */
const rounds: readonly Round[] = [
  { name: "sums of branches", everySeconds: 2, run: foldBranchSums },
  { name: "sweep of sums", everySeconds: 3_600, run: sweepBranchSums },
  { name: "webhooks", everySeconds: 1, run: sendWebhooks },
  { name: "sweep of webhooks", everySeconds: 3_600, run: sweepWebhooks },
  { name: "support sessions", everySeconds: 5, run: closeDueSupportSessions },
  { name: "alias checks", everySeconds: 5, run: checkDueAliases },
  { name: "credit limits", everySeconds: 30, run: endDueCreditLimits },
  // each mail has its job; these are the mails of a database that had no queue yet
  { name: "mails", everySeconds: 60, run: sendDueMails },
  { name: "jobs of people", everySeconds: 30, run: resumeJobs },
  { name: "sweep of jobs", everySeconds: 600, run: sweepJobs },
  { name: "keys", everySeconds: 600, run: tellExpiringKeys },
  { name: "sweep of calls", everySeconds: 3_600, run: sweepKeptCalls },
  { name: "sweep of writes", everySeconds: 60, run: sweepWrites },
  { name: "sweep", everySeconds: 600, run: sweepEnded },
];

/** All that the program does by itself. */
export const ownWork: Work = {
  tasks: {
    sendMail: taskOf("sendMail"),
    examineJob: taskOf("examineJob"),
    runJob: taskOf("runJob"),
  } satisfies Record<JobName, Task>,
  rounds,
  end: endWebhooks,
};

/** Reads the payload at the door of the job. */
function taskOf<Name extends JobName>(name: Name): Task {
  return async (payload, again) => {
    // the schema of that very name, which the compiler loses sight of
    const parsed = jobPayloads[name].parse(payload) as JobPayload<Name>;
    await jobs[name](parsed, again);
  };
}
