import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { FormGroup } from "@/components/form/form-group";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { resetCustomerOneTimePassword } from "@/server/identity/password/reset-one-time-password";
import { OneTimeFields } from "../../../../web/forms/one-time-fields";
import { Portal } from "../../../../web/portal/portal";
import { demandMay } from "../../../../web/session/may";
import { requireFresh } from "../../../../web/session/session";
import { oneTimePasswordAction } from "../../actions";
import { openCustomer } from "../open-customer";

export async function generateMetadata({
  params,
}: PageProps<"/customers/[i_customer]/one-time-password">): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer);
  return { title: (await getTranslations("one_time_password"))("title", { name: customer.name }) };
}

export default async function OneTimePasswordPage({
  params,
}: PageProps<"/customers/[i_customer]/one-time-password">) {
  const { session, customer, path, self, relation } = await openCustomer((await params).i_customer);
  if (self) notFound();
  await demandMay(session, resetCustomerOneTimePassword, relation);
  await requireFresh(session, `/customers/${customer.i_customer}/one-time-password`);
  const [t, c] = [await getTranslations("one_time_password"), await getTranslations("common")];
  return (
    <Portal session={session}>
      <PageHeading
        title={t("title", { name: customer.name })}
        crumbs={path.map(({ i_customer, name }) => ({ label: name, href: `/customers/${i_customer}` }))}
      />
      <ActionForm action={oneTimePasswordAction} className="form">
        <FormGroup title={t("result")} about={t("text")}>
          <p>
            {t("login")}: <strong className="wrap-anywhere">{customer.web_login}</strong>
          </p>
          <OneTimeFields login={customer.web_login} done={`/customers/${customer.i_customer}`} />
        </FormGroup>
        <ActionBar>
          <SubmitButton>{t("make")}</SubmitButton>
          <ButtonLink look="quiet" href={`/customers/${customer.i_customer}`}>
            {c("cancel")}
          </ButtonLink>
        </ActionBar>
      </ActionForm>
    </Portal>
  );
}
