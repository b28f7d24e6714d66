import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { formatMoney } from "@/attributes/format-money";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { ButtonLink } from "@/components/ui/button";
import { Notice, PageHeading } from "@/components/ui/page";
import { getLocale, getTranslations } from "@/i18n/texts";
import { deleteCustomer } from "@/server/customers/delete-customer";
import { Portal } from "../../../../web/portal/portal";
import { demandMay } from "../../../../web/session/may";
import { requireFresh } from "../../../../web/session/session";
import { deleteCustomerAction } from "../../actions";
import { openCustomer } from "../open-customer";

export async function generateMetadata({
  params,
}: PageProps<"/customers/[i_customer]/delete">): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer);
  return { title: (await getTranslations("delete_customer"))("title", { name: customer.name }) };
}

export default async function DeletePage({ params }: PageProps<"/customers/[i_customer]/delete">) {
  const { session, customer, path, self } = await openCustomer((await params).i_customer);
  if (self) notFound();
  await demandMay(session, deleteCustomer);
  await requireFresh(session, `/customers/${customer.i_customer}/delete`);
  const [t, c] = [await getTranslations("delete_customer"), await getTranslations("common")];
  const { balance = "0.000000" } = customer;
  return (
    <Portal session={session}>
      <PageHeading
        title={t("title", { name: customer.name })}
        crumbs={path.map(({ i_customer, name }) => ({ label: name, href: `/customers/${i_customer}` }))}
      />
      <ActionForm action={deleteCustomerAction} className="form">
        <input type="hidden" name="i_customer" value={customer.i_customer} />
        <FormGroup title={t("effect")} about={t("for_good")}>
          <p>{t("text")}</p>
          {/[1-9]/.test(balance) ? (
            <Notice tone="warn">
              {t(balance.startsWith("-") ? "debt_written_off" : "written_off", {
                amount: formatMoney(balance.replace("-", ""), customer.base_currency, await getLocale()),
              })}
            </Notice>
          ) : null}
        </FormGroup>
        <FormGroup title={t("sure")} about={t("sure_text")}>
          {/* this field is for the typed name; a refusal of the delete itself stands at the top */}
          <TextField
            name="confirm"
            label={t("type_name")}
            help={<strong className="wrap-anywhere">{customer.name}</strong>}
            required={c("required_mark")}
          />
        </FormGroup>
        <ActionBar>
          <SubmitButton look="danger">{t("confirm")}</SubmitButton>
          <ButtonLink look="quiet" href={`/customers/${customer.i_customer}`}>
            {c("cancel")}
          </ButtonLink>
        </ActionBar>
      </ActionForm>
    </Portal>
  );
}
