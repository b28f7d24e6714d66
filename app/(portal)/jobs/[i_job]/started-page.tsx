import { ActionForm, SubmitButton } from "@/components/form/action-form";
import type { Query } from "@/components/list/list-query";
import { Notice, PageHeading, Section } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { listHistory } from "@/server/history/list-history";
import type { ToldJob } from "@/server/jobs/job/told-job";
import { maySteer } from "@/server/jobs/job/told-job";
import type { RefusedFor } from "@/server/jobs/list-jobs";
import { ImportPasswords } from "../../../web/imports/import-passwords";
import { actTitle } from "../../../web/jobs/act-text";
import { whyText } from "../../../web/jobs/why-text";
import { exportFormats } from "../../../web/lists/export-formats";
import { may } from "../../../web/session/may";
import { JobFacts } from "./job-facts";
import { ReportView } from "./report-view";
import { shownStanding } from "./shown-job";
import { reportWords, shownReport } from "./shown-report";
import { StandingView } from "./standing-view";
import { steerAction } from "./steer-action";

/** A job that was started: how far it is, what steers it, and what it did with each of its customers. */
export async function StartedPage({
  session,
  job,
  reasons,
  query,
}: {
  readonly session: LiveSession;
  readonly job: ToldJob;
  /** why it refused some */
  readonly reasons: readonly RefusedFor[];
  readonly query: Query;
}) {
  const t = await getTranslations("jobs");
  const here = `/jobs/${job.i_job}`;
  const title = await actTitle(job);
  return (
    <>
      <PageHeading
        title={title}
        crumbs={[{ label: t("title"), href: "/jobs" }]}
        actions={<Actions session={session} job={job} />}
      />
      {job.why ? (
        <Notice tone="warn">
          {t("stopped_because")} {await whyText(job.why)}
        </Notice>
      ) : null}
      <StandingView
        route={`${here}/progress`}
        first={await shownStanding(job, session.timeZone)}
        label={title}
        again={{ label: t("look_again"), href: here }}
      />
      <JobFacts session={session} job={job} reasons={reasons} />
      <ImportPasswords session={session} job={job} />
      <Section title={t("report")} className="mt-8">
        <ReportView
          here={here}
          first={await shownReport(session, job, query)}
          words={await reportWords()}
          exports={await exportFormats(session.i_export_type)}
        />
      </Section>
    </>
  );
}

/** What steers the job, each a form that works before JavaScript. */
async function Actions({ session, job }: { readonly session: LiveSession; readonly job: ToldJob }) {
  const t = await getTranslations("jobs");
  const steers = maySteer(session.actor, job);
  const history = (await may(session, listHistory)) ? (
    <a href={`/history?job=${job.i_job}`} className="button button-quiet">
      {t("history")}
    </a>
  ) : null;
  const form = (what: "pause" | "resume" | "stop" | "undo") => (
    <ActionForm action={steerAction} prefix={what}>
      <input type="hidden" name="i_job" value={job.i_job} />
      <input type="hidden" name="what" value={what} />
      <SubmitButton look={what === "resume" ? "primary" : "plain"}>{t(what)}</SubmitButton>
    </ActionForm>
  );
  return (
    <>
      {history}
      {steers && job.state === "running" ? form("pause") : null}
      {steers && job.state === "paused" ? form("resume") : null}
      {steers && (job.state === "running" || job.state === "paused") ? form("stop") : null}
      {steers && job.undo_until !== null ? form("undo") : null}
    </>
  );
}
