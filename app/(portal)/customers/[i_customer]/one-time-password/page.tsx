import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { CheckField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { RadioField } from "@/components/form/radio-field";
import { ShownOnce } from "@/components/form/shown-once";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { resetCustomerOneTimePassword } from "@/server/identity/password/reset-one-time-password";
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
        <input type="hidden" name="web_login" value={customer.web_login} />
        <FormGroup title={t("result")} about={t("text")}>
          <p>
            {t("login")}: <strong className="wrap-anywhere">{customer.web_login}</strong>
          </p>
          <ShownOnce
            label={t("result")}
            words={{ once: t("once") }}
            done={{ href: `/customers/${customer.i_customer}`, label: c("done") }}
          />
          <RadioField
            name="send"
            label={t("how")}
            value="show"
            options={[
              { id: "show", label: t("show") },
              { id: "mail", label: t("mail") },
            ]}
          />
          <CheckField name="stop_old" label={t("stop_old")} help={t("stop_old_help")} value="0" />
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
