import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { FormGroup } from "@/components/form/form-group";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { endKey } from "@/server/programs/keys/end-key";
import { Portal } from "../../../../../web/portal/portal";
import { demandMay } from "../../../../../web/session/may";
import { endKeyAction } from "../../actions";
import { KeyFacts } from "../../key-facts";
import { openKey } from "../../open-key";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("keys"))("end_title") };
}

export default async function EndKeyPage({ params }: PageProps<"/api/keys/[i_key]/end">) {
  const { session, key } = await openKey((await params).i_key, "end");
  const isOwn = key.i_web_user === session.actor.i_web_user;
  await demandMay(session, endKey, isOwn ? "oneself" : "own");
  if (key.state !== "valid" && key.state !== "replaced") notFound();
  const [t, c] = [await getTranslations("keys"), await getTranslations("common")];
  return (
    <Portal session={session}>
      <PageHeading title={t("end_title")} crumbs={[{ label: t("title"), href: "/api" }]} />
      <ActionForm action={endKeyAction} className="form" prefix="key">
        <input type="hidden" name="i_key" value={key.i_key} />
        <FormGroup title={key.name} about={t("end_text")}>
          <KeyFacts ofKey={key} timeZone={session.timeZone} login={isOwn ? null : key.login} />
        </FormGroup>
        <ActionBar>
          <SubmitButton look="danger">{t("end")}</SubmitButton>
          <ButtonLink look="quiet" href="/api">
            {c("cancel")}
          </ButtonLink>
        </ActionBar>
      </ActionForm>
    </Portal>
  );
}
