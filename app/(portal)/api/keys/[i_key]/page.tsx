import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { Notice, PageHeading, Section } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { isNothing } from "@/server/credentials/keys/made-by-line";
import { editKey } from "@/server/programs/keys/edit-key";
import { endKey } from "@/server/programs/keys/end-key";
import { listMadeByKey } from "@/server/programs/keys/list-made-by-key";
import { rotateKey } from "@/server/programs/keys/rotate-key";
import { listApiCalls } from "@/server/programs/list-api-calls";
import { Portal } from "../../../../web/portal/portal";
import { asker } from "../../../../web/session/may";
import { isRotatable, whyOver } from "../../key-table";
import { LastCalls } from "../../last-calls";
import { KeyFacts } from "../key-facts";
import { MadeWithKey } from "../made-with-key";
import { isTaken, openKey, relationTo } from "../open-key";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("keys"))("key") };
}

/** A key: what it reaches, what can be done with it, what was made with it and stays, and its last calls. */
export default async function KeyPage({ params }: PageProps<"/api/keys/[i_key]">) {
  const { session, key, path } = await openKey((await params).i_key);
  const [t, a, may] = [await getTranslations("keys"), await getTranslations("api"), await asker(session)];
  const relation = relationTo(session, key);
  const reads = may(listApiCalls);
  const { i_key } = key;
  const [{ calls }, { made }] = await Promise.all([
    reads ? listApiCalls(session.actor, { i_key }) : { calls: [] },
    listMadeByKey(session.actor, { i_key }),
  ]);
  const mayRotate = relation === "oneself" && isRotatable(key) && may(rotateKey, relation);
  return (
    <Portal session={session}>
      <PageHeading
        title={key.name}
        crumbs={[{ label: t("title"), href: "/api" }]}
        actions={
          isTaken(key) ? (
            <>
              {may(endKey, relation) ? (
                <ButtonLink look="quiet" href={`${path}/end`}>
                  {t("end")}
                </ButtonLink>
              ) : null}
              {mayRotate ? <ButtonLink href={`${path}/rotate`}>{t("rotate")}</ButtonLink> : null}
              {may(editKey, relation) ? (
                <ButtonLink look="primary" href={`${path}/edit`}>
                  {t("edit")}
                </ButtonLink>
              ) : null}
            </>
          ) : null
        }
      />
      <div className="flex flex-col gap-10">
        {isTaken(key) ? null : <Notice tone="warn">{t("over_notice", { why: whyOver(key, t) })}</Notice>}
        <div className="max-w-[832px]">
          <KeyFacts
            ofKey={key}
            timeZone={session.timeZone}
            login={relation === "oneself" ? null : key.login}
          />
          {isNothing(made) ? null : (
            <Section title={t("left_title")} note={t("left_text")}>
              <MadeWithKey made={made} session={session} />
            </Section>
          )}
        </div>
        {reads ? (
          <Section
            title={t("calls")}
            note={a("last_calls_text")}
            actions={<ButtonLink href={path}>{a("refresh")}</ButtonLink>}
          >
            <LastCalls calls={calls} timeZone={session.timeZone} />
          </Section>
        ) : null}
      </div>
    </Portal>
  );
}
