import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState, Fold } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { getApiStanding } from "@/server/programs/get-api-standing";
import { listKeys } from "@/server/programs/keys/list-keys";
import { makeKey } from "@/server/programs/keys/make-key";
import { rotateKey } from "@/server/programs/keys/rotate-key";
import { asker, demandMay } from "../../web/session/may";
import { requireSession } from "../../web/session/session";
import { ApiPage } from "./api-page";
import { OverKeys, ValidKeys } from "./key-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("api"))("title") };
}

/** The reader's keys, and for administrators those of everybody in the customer. Who can have none learns of XML-RPC. */
export default async function KeysPage() {
  const session = await requireSession("/api");
  const may = await asker(session);
  if (!may(listKeys) && may(getApiStanding)) redirect("/api/xmlapi");
  await demandMay(session, listKeys);
  const [{ keys }, t] = await Promise.all([
    listKeys(session.actor, { all: may(listKeys, "own", { all: true }) }),
    getTranslations("keys"),
  ]);
  const isTaken = ({ state }: (typeof keys)[number]) => state === "valid" || state === "replaced";
  const [taken, over] = [keys.filter(isTaken), keys.filter((key) => !isTaken(key))];
  const of = { i_web_user: session.actor.i_web_user, timeZone: session.timeZone };
  const add = may(makeKey) ? (
    <ButtonLink look="primary" href="/api/keys/new">
      {t("new")}
    </ButtonLink>
  ) : null;
  const table = (
    <>
      {taken.length > 0 ? <ValidKeys keys={taken} mayRotate={may(rotateKey, "oneself")} {...of} /> : null}
      {over.length > 0 ? (
        <div className="mt-8">
          <Fold title={t("over")} note={String(over.length)} open={taken.length === 0}>
            <OverKeys keys={over} {...of} />
          </Fold>
        </div>
      ) : null}
    </>
  );
  return (
    <ApiPage session={session} part="keys" actions={taken.length > 0 ? add : null} stays={table}>
      {taken.length > 0 ? (
        <p className="mb-4 text-muted">{t("text")}</p>
      ) : (
        <EmptyState icon="square-terminal" title={t("empty")} text={t("empty_text")} action={add} />
      )}
    </ApiPage>
  );
}
