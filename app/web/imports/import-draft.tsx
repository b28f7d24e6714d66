import { redirect } from "next/navigation";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { FormGroup } from "@/components/form/form-group";
import { RadioField } from "@/components/form/radio-field";
import type { Query } from "@/components/list/list-query";
import { ButtonLink } from "@/components/ui/button";
import { Notice, PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import type { ToldJob } from "@/server/jobs/job/told-job";
import { getImport } from "@/server/jobs/read-import";
import { draftImportAction } from "./draft-import-action";
import { ImportFigures } from "./import-figures";
import { ImportProblems } from "./import-problems";
import { shownImport } from "./shown-import";

/** What an import would do, before anything is done: how many it makes and changes, and which rows have what problem. */
export async function ImportDraft({
  session,
  job,
  query,
}: {
  readonly session: LiveSession;
  readonly job: ToldJob;
  readonly query: Query;
}) {
  const { i_job } = job;
  const { import: told } = await getImport(session.actor, { i_job });
  if (!told.act) redirect(`/jobs/import/${i_job}/columns`);
  const [t, a, bulk] = [
    await getTranslations("imports"),
    await getTranslations("acts"),
    await getTranslations("bulk"),
  ];
  const page = `/jobs/${i_job}`;
  const bad = (told.figures?.refused ?? 0) + (told.figures?.later ?? 0);
  const columns = (
    <ButtonLink look="quiet" href={`/jobs/import/${i_job}/columns`}>
      {t("columns")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeading
        title={t("draft_title", { file: told.file })}
        crumbs={[{ label: t("title"), href: "/jobs/import" }]}
        actions={columns}
      />
      <ActionForm action={draftImportAction} className="form">
        <input type="hidden" name="i_job" value={i_job} />
        <FormGroup title={bulk("preview")} about={t("nothing_yet")}>
          <ImportFigures
            // once all is known the page came anew
            key={String(told.figures?.ended)}
            route={`/jobs/import/${i_job}/progress`}
            page={page}
            first={await shownImport(told, session.timeZone)}
            words={{ again: bulk("look_again"), rows: t("see_rows") }}
          />
          {job.lasting.map((what) => (
            <Notice key={what} tone="warn">
              {a(`lasting.${what}`)}
            </Notice>
          ))}
        </FormGroup>
        {bad > 0 ? (
          <FormGroup title={t("which")} about={t("which_text")}>
            <RadioField
              name="only"
              label={t("which")}
              value="good"
              options={[
                { id: "good", label: t("only_good") },
                { id: "all", label: t("also_bad") },
              ]}
            />
          </FormGroup>
        ) : null}
        <ActionBar>
          <SubmitButton name="then" value="start">
            {t("start")}
          </SubmitButton>
          <SubmitButton look="plain" name="then" value="again">
            {t("check_again")}
          </SubmitButton>
          <SubmitButton look="plain" name="then" value="away">
            {bulk("throw_away")}
          </SubmitButton>
        </ActionBar>
      </ActionForm>
      {bad > 0 ? <ImportProblems session={session} told={told} query={query} /> : null}
    </>
  );
}
