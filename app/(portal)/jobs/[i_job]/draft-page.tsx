import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { queryText } from "@/components/list/list-query";
import { ButtonLink } from "@/components/ui/button";
import { DescriptionList, Notice, PageHeading } from "@/components/ui/page";
import { getTranslations, type Texts } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { findCustomers } from "@/server/customers/find-customers";
import { Refusal } from "@/server/ground/refusal";
import { actNamed } from "@/server/jobs/acts/acts";
import { examineAgain } from "@/server/jobs/examine-again";
import type { ToldJob } from "@/server/jobs/job/told-job";
import { getJobInfo } from "@/server/jobs/list-jobs";
import { actTitle, type Counted, saidFields } from "../../../web/jobs/act-text";
import { actFormOf } from "../../../web/jobs/acts/act-forms";
import { actName } from "../../../web/jobs/words/act-name";
import { draftAction } from "./draft-actions";
import { shownDraft } from "./draft-shown";
import { DraftView } from "./draft-view";

/** What a job would do, before anything is done: to whom, how many it changes, and who is refused and why. */
export async function DraftPage({
  session,
  job: opened,
}: {
  readonly session: LiveSession;
  readonly job: ToldJob;
}) {
  const job = await lookedAtLately(opened, session);
  const [t, first] = [await getTranslations("bulk"), await shownDraft(job, session.timeZone)];
  const said = await (job.undoes === null ? saidFields(job, session) : undoneFields(job.undoes, session));
  const list = listOf(job);
  const [a, d] = [await getTranslations("acts"), await getTranslations("delete_customer")];
  return (
    <>
      <PageHeading
        title={await actTitle({ ...job, preview: job.preview ?? (await countOf(session, job)) })}
        crumbs={[
          job.undoes === null
            ? { label: (await getTranslations("customers"))("title"), href: list }
            : { label: (await getTranslations("jobs"))("title"), href: "/jobs" },
        ]}
      />
      <ActionForm action={draftAction} className="form">
        <input type="hidden" name="i_job" value={job.i_job} />
        <input type="hidden" name="list" value={list} />
        <FormGroup title={t("what_happens")} about={t("nothing_yet")}>
          {said.length > 0 ? <DescriptionList rows={said} /> : null}
          {job.lasting.map((what) => (
            <Notice key={what} tone="warn">
              {a(job.undoes !== null && what === "everything" ? "lasting.undo" : `lasting.${what}`)}
            </Notice>
          ))}
        </FormGroup>
        <FormGroup title={t("preview")} about={t("preview_text")}>
          <DraftView
            route={`/jobs/${job.i_job}/preview`}
            first={first}
            words={{ again: t("look_again"), see: t("first_of_them"), here: `/jobs/${job.i_job}` }}
          />
        </FormGroup>
        {actNamed(job.kind).countTyped ? (
          <FormGroup title={d("sure")} about={d("sure_text")}>
            <TextField
              name="count"
              label={job.preview ? a("count_of", { count: job.preview.total }) : a("count")}
              required={(await getTranslations("common"))("required_mark")}
              input={{ inputMode: "numeric", maxLength: 16, className: "control figure" }}
            />
          </FormGroup>
        ) : null}
        <ActionBar>
          <SubmitButton
            look={actFormOf(job.kind)?.form.danger ? "danger" : "primary"}
            name="then"
            value="start"
          >
            {startText(job.kind, t)}
          </SubmitButton>
          <SubmitButton look="plain" name="then" value="again">
            {t("look_again")}
          </SubmitButton>
          <SubmitButton look="plain" name="then" value="away">
            {t("throw_away")}
          </SubmitButton>
          <ButtonLink look="quiet" href={list}>
            {t(job.undoes === null ? "back" : "back_to_job")}
          </ButtonLink>
        </ActionBar>
      </ActionForm>
    </>
  );
}

/** What stops or destroys something says so on its button. */
function startText(kind: ToldJob["kind"], t: Texts<"bulk">): string {
  if (kind === "delete") return t("start_delete");
  return kind === "block" ? t("start_block") : t("start");
}

/** Figures older than this are looked at again when somebody opens the page: what they say may have been mended meanwhile. */
const oldAfterMs = 60_000;

/** The job with figures that are not old, or that come anew. */
async function lookedAtLately(job: ToldJob, { actor }: LiveSession): Promise<ToldJob> {
  const { i_job, preview } = job;
  if (!preview?.ended || Date.now() - new Date(preview.at).getTime() < oldAfterMs) return job;
  try {
    await examineAgain(actor, { i_job });
    return (await getJobInfo(actor, { i_job })).job;
  } catch (error) {
    // who only looks sees what there is, with its moment
    if (error instanceof Refusal) return job;
    throw error;
  }
}

/** What an undoing is about: the other job, and how it did it, all of which goes back. */
async function undoneFields(i_job: number, session: LiveSession) {
  const { job } = await getJobInfo(session.actor, { i_job });
  const t = await getTranslations("jobs");
  const link = (
    <a href={`/jobs/${i_job}`} className="underline underline-offset-2">
      {t("that_job", { act: await actName(job), i_job: String(i_job) })}
    </a>
  );
  return [[t("undoes"), link] as const, ...(await saidFields(job, session))];
}

/** The list from which the job came, as far as the job knows; of an undoing the other job. */
function listOf({ selection, undoes }: ToldJob): string {
  if (undoes !== null) return `/jobs/${undoes}`;
  const { filter } = selection;
  // what was read from the column is what `readSelection` stored
  const query = queryText((filter ?? {}) as Readonly<Record<string, string>>);
  return query === "" ? "/customers" : `/customers?${query}`;
}

/** How many pass the job's filter, as long as its examination has not told. */
async function countOf({ actor }: LiveSession, { selection, i_scope }: ToldJob): Promise<Counted | null> {
  if (typeof selection.filter !== "object" || selection.filter === null) return null;
  return await findCustomers(actor, { ...selection.filter, i_wholesaler: i_scope, limit: 1 });
}
