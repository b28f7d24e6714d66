import { getFormatter, getTranslations } from "@/i18n/texts";
import type { ToldJob } from "@/server/jobs/job/told-job";
import { beganAt, tookText } from "../../../web/jobs/job-text";
import { doneOf, progressOf } from "../../../web/jobs/words/progress-text";
import type { ShownStanding } from "./shown";

/** How far a job is and what it did so far. @param timeZone an IANA name */
export async function shownStanding(job: ToldJob, timeZone: string): Promise<ShownStanding> {
  const [t, format] = [await getTranslations("jobs"), await getFormatter()];
  const { state, total, changed, unchanged, refused, came } = job;
  const waiting = Math.max(0, total - doneOf(job));
  const figures = [
    ["changed", changed],
    ["unchanged", unchanged],
    ["refused", refused],
    [state === "stopped" ? "not_done" : "waiting", waiting],
    ["came", came],
  ] as const;
  const took = await tookText(job);
  return {
    state,
    atWork: job.at_work,
    note: [t(`state_${state}`), t("began", { at: await beganAt(job, timeZone) }), took]
      .filter((part) => part !== "")
      .join(" · "),
    about: came > 0 ? t("came_text") : "",
    progress: await progressOf(job, job.listing),
    figures: figures
      // what did not happen is not said, but that nobody was changed is
      .filter(([name, count]) => count > 0 || name === "changed")
      .map(([name, count]) => ({ label: t(name), value: format.number(count) })),
  };
}
