import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { FormGroup } from "@/components/form/form-group";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { isNothing } from "@/server/credentials/keys/made-by-line";
import { endKey } from "@/server/programs/keys/end-key";
import { listMadeByKey } from "@/server/programs/keys/list-made-by-key";
import { Portal } from "../../../../../web/portal/portal";
import { demandMay } from "../../../../../web/session/may";
import { endKeyAction } from "../../actions";
import { KeyFacts } from "../../key-facts";
import { MadeWithKey } from "../../made-with-key";
import { crumbsTo, isTaken, openKey, relationTo } from "../../open-key";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("keys"))("end_title") };
}

export default async function EndKeyPage({ params }: PageProps<"/api/keys/[i_key]/end">) {
  const { session, key, path } = await openKey((await params).i_key, "/end");
  const relation = relationTo(session, key);
  await demandMay(session, endKey, relation);
  if (!isTaken(key)) notFound();
  const { made } = await listMadeByKey(session.actor, { i_key: key.i_key });
  const [t, c] = [await getTranslations("keys"), await getTranslations("common")];
  return (
    <Portal session={session}>
      <PageHeading title={t("end_title")} crumbs={crumbsTo(key, t)} />
      <ActionForm action={endKeyAction} className="form" prefix="key">
        <input type="hidden" name="i_key" value={key.i_key} />
        <FormGroup title={key.name} about={t("end_text")}>
          <KeyFacts
            ofKey={key}
            timeZone={session.timeZone}
            login={relation === "oneself" ? null : key.login}
          />
        </FormGroup>
        {isNothing(made) ? null : (
          <FormGroup title={t("left_title")} about={t("left_text")}>
            <MadeWithKey made={made} session={session} />
          </FormGroup>
        )}
        <ActionBar>
          <SubmitButton look="danger">{t("end")}</SubmitButton>
          <ButtonLink look="quiet" href={path}>
            {c("cancel")}
          </ButtonLink>
        </ActionBar>
      </ActionForm>
    </Portal>
  );
}
