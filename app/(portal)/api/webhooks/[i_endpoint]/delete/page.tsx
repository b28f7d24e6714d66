import type { Metadata } from "next";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { FormGroup } from "@/components/form/form-group";
import { ButtonLink } from "@/components/ui/button";
import { DescriptionList, PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { Portal } from "../../../../../web/portal/portal";
import { deleteEndpointAction } from "../../actions";
import { crumbsTo, hostOfEndpoint } from "../../endpoint-crumbs";
import { EndpointState } from "../../endpoint-state";
import { openEndpoint } from "../../open-endpoint";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("webhooks"))("delete_title") };
}

export default async function DeleteWebhookPage({ params }: PageProps<"/api/webhooks/[i_endpoint]/delete">) {
  const { session, endpoint, path } = await openEndpoint((await params).i_endpoint, "/delete");
  const [t, c] = [await getTranslations("webhooks"), await getTranslations("common")];
  return (
    <Portal session={session}>
      <PageHeading title={t("delete_title")} crumbs={crumbsTo(endpoint, t)} />
      <ActionForm action={deleteEndpointAction} className="form" prefix="webhook">
        <input type="hidden" name="i_endpoint" value={endpoint.i_endpoint} />
        <FormGroup title={hostOfEndpoint(endpoint)} about={t("delete_text")}>
          <DescriptionList
            rows={[
              [t("url"), <code key="url">{endpoint.url}</code>],
              [t("state"), <EndpointState key="state" endpoint={endpoint} timeZone={session.timeZone} />],
            ]}
          />
        </FormGroup>
        <ActionBar>
          <SubmitButton look="danger">{t("delete_title")}</SubmitButton>
          <ButtonLink look="quiet" href={path}>
            {c("cancel")}
          </ButtonLink>
        </ActionBar>
      </ActionForm>
    </Portal>
  );
}
