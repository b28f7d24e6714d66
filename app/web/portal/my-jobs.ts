import type { ShownJob } from "@/components/shell/job-badge";
import type { ShownEnd } from "@/components/shell/job-ends";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { endsToTell } from "@/server/jobs/told-ends";
import { actName } from "../jobs/words/act-name";
import { progressOf, resultsOf } from "../jobs/words/progress-text";

/** The job of the reader that runs, the latest of several; the look-up of the log-in has found it. null: none does */
export async function runningJob({ jobs }: LiveSession): Promise<ShownJob | null> {
  const running = jobs.find(({ state }) => state === "running");
  if (!running) return null;
  const [t, { share, percent }] = [await getTranslations("jobs"), await progressOf(running, running.listing)];
  return {
    href: `/jobs/${running.i_job}`,
    share,
    text: t("badge", { percent }),
    label: t("badge_label", { act: await actName(running), percent }),
  };
}

/** The jobs of the reader that have ended and of which this page tells; no other will. */
export async function endedJobs({ actor, jobs }: LiveSession): Promise<readonly ShownEnd[]> {
  const ended = await endsToTell(actor, jobs);
  if (ended.length === 0) return nothing;
  const [t, s] = [await getTranslations("jobs"), await getTranslations("shell")];
  return await Promise.all(
    ended.toReversed().map(async ({ i_job, kind, state, listing: _listing, ...counts }) => {
      const values = { act: await actName({ kind }), results: await resultsOf(counts) };
      return {
        i_job,
        text: t(state === "done" ? "end_done" : "end_stopped", values),
        link: { href: `/jobs/${i_job}`, label: t("end_see") },
        close: s("close"),
        fine: state === "done" && counts.refused === 0,
      };
    }),
  );
}

const nothing: readonly ShownEnd[] = [];
