import type { Metadata } from "next";
import { formatDateTime } from "@/attributes/format-time";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { FormGroup } from "@/components/form/form-group";
import { OnceInstead } from "@/components/form/once-instead";
import { ButtonLink } from "@/components/ui/button";
import { DescriptionList, Notice, PageHeading } from "@/components/ui/page";
import { getLocale, getTranslations } from "@/i18n/texts";
import { Portal } from "../../../../../web/portal/portal";
import { rotateSecretAction } from "../../actions";
import { crumbsTo, hostOfEndpoint } from "../../endpoint-crumbs";
import { openEndpoint } from "../../open-endpoint";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("webhooks"))("rotate") };
}

export default async function RotateSecretPage({ params }: PageProps<"/api/webhooks/[i_endpoint]/rotate">) {
  const { session, endpoint, path } = await openEndpoint((await params).i_endpoint, "/rotate");
  const [t, c] = [await getTranslations("webhooks"), await getTranslations("common")];
  const locale = await getLocale();
  return (
    <Portal session={session}>
      <PageHeading title={t("rotate")} crumbs={crumbsTo(endpoint, t)} />
      <ActionForm action={rotateSecretAction} className="form" prefix="webhook">
        <OnceInstead
          label={t("secret")}
          words={{ once: t("secret_once") }}
          done={{ href: path, label: c("done") }}
        >
          <input type="hidden" name="i_endpoint" value={endpoint.i_endpoint} />
          <FormGroup title={hostOfEndpoint(endpoint)} about={t("rotate_text")}>
            <DescriptionList rows={[[t("url"), <code key="url">{endpoint.url}</code>]]} />
            {endpoint.former_until ? (
              <Notice tone="warn">
                {t("rotate_ends", { at: formatDateTime(endpoint.former_until, session.timeZone, locale) })}
              </Notice>
            ) : null}
          </FormGroup>
          <ActionBar>
            <SubmitButton>{t("rotate")}</SubmitButton>
            <ButtonLink look="quiet" href={path}>
              {c("cancel")}
            </ButtonLink>
          </ActionBar>
        </OnceInstead>
      </ActionForm>
    </Portal>
  );
}
