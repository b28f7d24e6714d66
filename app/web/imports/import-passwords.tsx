import { ButtonLink } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/looks";
import { Section } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { importKind } from "@/server/jobs/acts/import-act";
import type { ToldJob } from "@/server/jobs/job/told-job";
import { getImport } from "@/server/jobs/read-import";
import { takeImportPasswords } from "@/server/jobs/take-import-passwords";
import { isFresh } from "@/server/operation/demands";
import { may } from "../session/may";

/** The way to the passwords that an import made, while they are there, for whoever has confirmed that it is they. Nothing for other jobs. */
export async function ImportPasswords({
  session,
  job,
}: {
  readonly session: LiveSession;
  readonly job: ToldJob;
}) {
  if (job.kind !== importKind || job.act.first !== "generated") return null;
  if (!(await may(session, takeImportPasswords, "own"))) return null;
  const { import: told } = await getImport(session.actor, { i_job: job.i_job });
  const t = await getTranslations("imports");
  return (
    <Section
      title={t("passwords")}
      note={t(told.passwords ? "passwords_text" : "passwords_gone")}
      className="mt-10"
    >
      {told.passwords && !isFresh(session.actor) ? (
        <ButtonLink href={`/confirm?next=/jobs/${job.i_job}`}>{t("passwords_download")}</ButtonLink>
      ) : null}
      {told.passwords && isFresh(session.actor) ? (
        <form action={`/jobs/import/${job.i_job}/passwords`} method="post">
          <button type="submit" className={buttonClass("plain", "")}>
            {t("passwords_download")}
          </button>
        </form>
      ) : null}
    </Section>
  );
}
