import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { importKind } from "@/server/jobs/acts/import-act";
import type { ToldJob } from "@/server/jobs/job/told-job";
import { getImport } from "@/server/jobs/read-import";
import { takeImportPasswords } from "@/server/jobs/take-import-passwords";
import { isFresh } from "@/server/operation/demands";
import { may } from "../session/may";
import { TakeOnce } from "./take-once";

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
  const { passwords } = (await getImport(session.actor, { i_job: job.i_job })).import;
  if (passwords === "none") return null;
  const isWaiting = passwords === "waiting";
  const t = await getTranslations("imports");
  return (
    <Section
      title={t("passwords")}
      note={t(isWaiting ? "passwords_text" : "passwords_gone")}
      className="mt-10"
    >
      {isWaiting && !isFresh(session.actor) ? (
        <ButtonLink href={`/confirm?next=/jobs/${job.i_job}`}>{t("passwords_download")}</ButtonLink>
      ) : null}
      {isWaiting && isFresh(session.actor) ? (
        <TakeOnce action={`/jobs/import/${job.i_job}/passwords`} label={t("passwords_download")} />
      ) : null}
    </Section>
  );
}
