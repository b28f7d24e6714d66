import type { Metadata } from "next";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { OnceInstead } from "@/components/form/once-instead";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { addEndpoint } from "@/server/webhooks/write-endpoints";
import { Portal } from "../../../../web/portal/portal";
import { requireFor } from "../../../../web/session/may";
import { addEndpointAction } from "../actions";
import { EndpointFields } from "../endpoint-fields";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("webhooks"))("new") };
}

export default async function NewWebhookPage() {
  const session = await requireFor("/api/webhooks/new", addEndpoint);
  const [t, c] = [await getTranslations("webhooks"), await getTranslations("common")];
  return (
    <Portal session={session}>
      <PageHeading title={t("new")} crumbs={[{ label: t("title"), href: "/api/webhooks" }]} />
      <ActionForm action={addEndpointAction} className="form" prefix="webhook">
        <OnceInstead
          label={t("secret")}
          words={{ once: t("secret_once") }}
          done={{ href: "/api/webhooks", label: c("done") }}
        >
          <EndpointFields />
          <ActionBar>
            <SubmitButton>{t("add")}</SubmitButton>
            <ButtonLink look="quiet" href="/api/webhooks">
              {c("cancel")}
            </ButtonLink>
          </ActionBar>
        </OnceInstead>
      </ActionForm>
    </Portal>
  );
}
