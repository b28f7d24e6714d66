import { type Query, queryText } from "@/components/list/list-query";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import type { ToldJob } from "@/server/jobs/job/told-job";
import { listJobs } from "@/server/jobs/list-jobs";
import { saidFields, whomSaid } from "../../web/jobs/act-text";
import { mayActOnMany } from "../../web/jobs/acts/act-forms";
import { beganAt, tookText, whoBegan } from "../../web/jobs/job-text";
import { selectedBy } from "../../web/jobs/selection-text";
import { actName } from "../../web/jobs/words/act-name";
import { progressOf, resultsOf } from "../../web/jobs/words/progress-text";
import { pagesOf } from "../../web/lists/pages-of";
import type { JobRow, JobsWords, ShownJobs } from "./shown";

/** What the list of jobs shows at an address, in the reader's words. @throws Refusal 403 */
export async function shownJobs(session: LiveSession, query: Query): Promise<ShownJobs> {
  const { jobs, next } = await listJobs(session.actor, { after: query.after });
  const rows = await Promise.all(jobs.map(async (job) => [job.state, await rowOf(job, session)] as const));
  const of = (...states: readonly ToldJob["state"][]) =>
    rows.filter(([state]) => states.includes(state)).map(([, row]) => row);
  return {
    query: queryText(query),
    running: of("running", "paused"),
    drafts: of("draft"),
    ended: of("done", "stopped"),
    atWork: jobs.some(({ at_work }) => at_work),
    none: jobs.length === 0 && !query.after,
    pages: await pagesOf({ path: "/jobs", query, next, shown: jobs.length }),
  };
}

async function rowOf(job: ToldJob, session: LiveSession): Promise<JobRow> {
  const t = await getTranslations("jobs");
  const { i_job, state } = job;
  const said = await saidFields(job, session);
  const filter = await selectedBy(job, session.actor);
  const isOn = state === "running" || state === "paused";
  return {
    i_job,
    title: await actName(job),
    how: said.map(([label, value]) => `${label}: ${value}`).join(" · "),
    whom: (await whomSaid(job)) ?? "",
    filter: filter?.text ?? "",
    by: await whoBegan(job),
    since: await beganAt(job, session.timeZone),
    took: await tookText(job),
    results: state === "draft" ? "" : state === "paused" ? t("state_paused") : await resultsOf(job),
    ...(isOn ? { progress: await progressOf(job, job.listing) } : {}),
    ...(state === "stopped" ? { stopped: true as const } : {}),
  };
}

/** What the page says at every address. */
export async function jobsWords(session: LiveSession): Promise<JobsWords> {
  const [t, acts] = [await getTranslations("jobs"), await mayActOnMany(session)];
  return {
    title: t("title"),
    running: t("running"),
    drafts: t("drafts"),
    ended: t("ended"),
    job: t("job"),
    whom: t("whom"),
    by: t("by"),
    since: t("since"),
    took: t("took"),
    results: t("results"),
    stopped: t("state_stopped"),
    none: {
      title: t("none"),
      text: t(acts ? "none_text" : "none_allowed"),
      first: acts ? t("none_first") : "",
    },
  };
}
