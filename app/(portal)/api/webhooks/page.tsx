import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { listEndpoints } from "@/server/webhooks/list-endpoints";
import { addEndpoint } from "@/server/webhooks/write-endpoints";
import { may, requireFor } from "../../../web/session/may";
import { ApiPage } from "../api-page";
import { EndpointTable } from "./endpoint-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("webhooks"))("title") };
}

/** The customer's webhooks: whether each gets through, and what waits. */
export default async function WebhooksPage() {
  const session = await requireFor("/api/webhooks", listEndpoints);
  const [{ endpoints }, t] = [await listEndpoints(session.actor, {}), await getTranslations("webhooks")];
  const add = (await may(session, addEndpoint)) ? (
    <ButtonLink look="primary" href="/api/webhooks/new">
      {t("new")}
    </ButtonLink>
  ) : null;
  return (
    <ApiPage session={session} part="webhooks" actions={endpoints.length > 0 ? add : null}>
      {endpoints.length > 0 ? (
        <>
          <p className="mb-4 text-muted">{t("text")}</p>
          <EndpointTable endpoints={endpoints} timeZone={session.timeZone} />
        </>
      ) : (
        <EmptyState icon="square-terminal" title={t("empty")} text={t("text")} action={add} />
      )}
    </ApiPage>
  );
}
