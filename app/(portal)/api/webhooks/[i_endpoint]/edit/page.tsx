import type { Metadata } from "next";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { Portal } from "../../../../../web/portal/portal";
import { editEndpointAction } from "../../actions";
import { crumbsTo } from "../../endpoint-crumbs";
import { EndpointFields } from "../../endpoint-fields";
import { openEndpoint } from "../../open-endpoint";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("webhooks"))("edit_title") };
}

export default async function EditWebhookPage({ params }: PageProps<"/api/webhooks/[i_endpoint]/edit">) {
  const { session, endpoint, path } = await openEndpoint((await params).i_endpoint, "/edit");
  const [t, c] = [await getTranslations("webhooks"), await getTranslations("common")];
  return (
    <Portal session={session}>
      <PageHeading title={t("edit_title")} crumbs={crumbsTo(endpoint, t)} />
      <ActionForm action={editEndpointAction} className="form" prefix="webhook">
        <input type="hidden" name="i_endpoint" value={endpoint.i_endpoint} />
        <EndpointFields of={endpoint} />
        <ActionBar>
          <SubmitButton>{c("save")}</SubmitButton>
          <ButtonLink look="quiet" href={path}>
            {c("cancel")}
          </ButtonLink>
        </ActionBar>
      </ActionForm>
    </Portal>
  );
}
