import type { Metadata } from "next";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextAreaField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { Portal } from "../../../../../web/portal/portal";
import { checkSignatureAction } from "../../actions";
import { crumbsTo } from "../../endpoint-crumbs";
import { openEndpoint } from "../../open-endpoint";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("webhooks"))("check") };
}

/** Says what is wrong with a message that somebody's program received. */
export default async function CheckSignaturePage({ params }: PageProps<"/api/webhooks/[i_endpoint]/check">) {
  const { session, endpoint, path } = await openEndpoint((await params).i_endpoint, "/check");
  const [t, c] = [await getTranslations("webhooks"), await getTranslations("common")];
  const area = { rows: 6, spellCheck: false, className: "control font-mono" };
  return (
    <Portal session={session}>
      <PageHeading title={t("check")} crumbs={crumbsTo(endpoint, t)} />
      <ActionForm action={checkSignatureAction} className="form" prefix="webhook">
        <input type="hidden" name="i_endpoint" value={endpoint.i_endpoint} />
        <FormGroup title={t("received")} about={t("check_text")}>
          <TextAreaField
            name="headers"
            label={t("headers")}
            help={t("check_headers")}
            first
            wide
            area={area}
          />
          <TextAreaField name="body" label={t("body")} help={t("check_body")} wide area={area} />
        </FormGroup>
        <ActionBar>
          <SubmitButton>{t("check")}</SubmitButton>
          <ButtonLink look="quiet" href={path}>
            {c("cancel")}
          </ButtonLink>
        </ActionBar>
      </ActionForm>
    </Portal>
  );
}
