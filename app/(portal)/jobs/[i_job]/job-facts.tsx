import { formatDateTime } from "@/attributes/format-time";
import { DescriptionList, Section } from "@/components/ui/page";
import { getFormatter, getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import type { ToldJob } from "@/server/jobs/job/told-job";
import type { RefusedFor } from "@/server/jobs/list-jobs";
import { saidFields } from "../../../web/jobs/act-text";
import { whoBegan } from "../../../web/jobs/job-text";
import { selectedBy } from "../../../web/jobs/selection-text";
import { whyText } from "../../../web/jobs/why-text";
import { actName } from "../../../web/jobs/words/act-name";

/** What a job does, to whom and by whom; and why some were refused, the most frequent reason first. */
export async function JobFacts({
  session,
  job,
  reasons,
}: {
  readonly session: LiveSession;
  readonly job: ToldJob;
  readonly reasons: readonly RefusedFor[];
}) {
  const [t, format] = [await getTranslations("jobs"), await getFormatter()];
  const filter = await selectedBy(job, session.actor);
  // an import is about the rows of a file
  const { file } = job.selection;
  const link = (href: string, text: string) => (
    <a key={href} href={href} className="underline underline-offset-2">
      {text}
    </a>
  );
  return (
    <div className="grid max-w-[1000px] gap-x-12 gap-y-8 lg:grid-cols-2">
      <Section title={t("what")}>
        <DescriptionList
          rows={[
            ...(await saidFields(job, session)),
            ...(filter ? [[t("whom"), link(filter.href, filter.text || t("everybody"))] as const] : []),
            ...("ids" in job.selection ? [[t("whom"), t("one_by_one")] as const] : []),
            ...(typeof file === "string"
              ? [[(await getTranslations("imports"))("file"), file] as const]
              : []),
            [t("by"), await whoBegan(job)],
            ...(job.undoes === null
              ? []
              : [
                  [
                    t("undoes"),
                    link(
                      `/jobs/${job.undoes}`,
                      t("that_job", {
                        act: await actName({ kind: job.undone_kind ?? "" }),
                        i_job: String(job.undoes),
                      }),
                    ),
                  ] as const,
                ]),
            ...(job.undone_by === null
              ? []
              : [
                  [
                    t("undone_by"),
                    link(`/jobs/${job.undone_by}`, t("job_number", { i_job: String(job.undone_by) })),
                  ] as const,
                ]),
            ...(job.undo_until === null
              ? []
              : [
                  [
                    t("undo_until"),
                    formatDateTime(job.undo_until, session.timeZone, await getLocale()),
                  ] as const,
                ]),
          ]}
        />
      </Section>
      {reasons.length > 0 ? (
        <Section title={t("refused_why")}>
          <ul className="divide-y divide-line">
            {
              await Promise.all(
                reasons.map(async ({ why, count }) => (
                  <li key={`${why.key} ${why.attribute}`} className="flex justify-between gap-6 py-[7px]">
                    <span className="wrap-anywhere">{await whyText(why)}</span>
                    <span className="tabular-nums">{format.number(count)}</span>
                  </li>
                )),
              )
            }
          </ul>
        </Section>
      ) : null}
    </div>
  );
}
