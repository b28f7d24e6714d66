import { getFormatter, getTranslations } from "@/i18n/texts";
import type { ToldJob } from "@/server/jobs/job/told-job";

/** How far a job is, in the reader's words. */
export type ShownProgress = {
  /** from 0 to 1 */
  readonly share: number;
  /** '1,204 of 3,204 · 37 %' */
  readonly text: string;
  /** '37 %' */
  readonly percent: string;
};

type Counted = Pick<ToldJob, "total" | "changed" | "unchanged" | "refused">;

/** How many rows of a job are done, whatever became of them. */
export function doneOf({ changed, unchanged, refused }: Counted): number {
  return changed + unchanged + refused;
}

/** Says how far a job is. @param listing its rows are still being listed, so that there will be more */
export async function progressOf(job: Counted, listing = false): Promise<ShownProgress> {
  const [t, format] = [await getTranslations("jobs"), await getFormatter()];
  const done = doneOf(job);
  // who looks early must not read that all is done
  const share = listing || job.total === 0 ? 0 : Math.min(1, done / job.total);
  const percent = format.number(Math.floor(share * 100) / 100, { style: "percent" });
  const values = { done: format.number(done), total: format.number(job.total) };
  return { share, percent, text: listing ? t("listing", values) : `${t("of", values)} · ${percent}` };
}

/** What a job did, in a line: '3,204 changed · 12 refused'. Nothing is said of what did not happen. */
export async function resultsOf({ total: _total, ...job }: Counted): Promise<string> {
  const t = await getTranslations("jobs");
  const parts = (["changed", "unchanged", "refused"] as const).flatMap((outcome) =>
    job[outcome] === 0 ? [] : [t(`count_${outcome}`, { count: job[outcome] })],
  );
  return parts.join(" · ") || t("count_nobody");
}
