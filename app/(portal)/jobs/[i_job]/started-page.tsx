import { DescriptionList, PageHeading } from "@/components/ui/page";
import { getFormatter, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import type { ToldJob } from "@/server/jobs/job/told-job";
import { actTitle, saidFields } from "../../../web/jobs/act-text";

/** A job that was started: how far it is, and what it did. */
export async function StartedPage({
  session,
  job,
}: {
  readonly session: LiveSession;
  readonly job: ToldJob;
}) {
  const [t, format] = [await getTranslations("bulk"), await getFormatter()];
  return (
    <>
      <PageHeading title={await actTitle(job)} note={t("state", { state: job.state })} />
      <DescriptionList
        rows={[
          ...(await saidFields(job, session)),
          [t("selected_now"), format.number(job.total)],
          [t("changed"), format.number(job.changed)],
          [t("unchanged"), format.number(job.unchanged)],
          [t("refused"), format.number(job.refused)],
        ]}
      />
      <p className="mt-4">
        <a href={`/jobs/${job.i_job}`} className="underline underline-offset-2">
          {t("look_again")}
        </a>
      </p>
    </>
  );
}
