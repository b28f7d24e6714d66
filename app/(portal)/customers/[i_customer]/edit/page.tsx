import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { maskOf } from "@/attributes/rights";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { getFormChoices } from "@/server/customers/form-choices";
import { updateCustomer } from "@/server/customers/update-customer";
import { AbilitySection } from "../../../../web/customers/ability/ability-section";
import { aliasHelp } from "../../../../web/customers/alias-help";
import { changeableBy } from "../../../../web/customers/changeable";
import { CustomerFields } from "../../../../web/customers/customer-fields";
import { customerOptions } from "../../../../web/customers/options";
import { Portal } from "../../../../web/portal/portal";
import { asker, demandMay } from "../../../../web/session/may";
import { updateCustomerAction } from "../../actions";
import { openCustomer } from "../open-customer";

export async function generateMetadata({
  params,
}: PageProps<"/customers/[i_customer]/edit">): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer);
  return { title: (await getTranslations("customer_form"))("edit_title", { name: customer.name }) };
}

export default async function EditPage({ params }: PageProps<"/customers/[i_customer]/edit">) {
  const { session, customer, path, self } = await openCustomer((await params).i_customer);
  if (self) notFound();
  await demandMay(session, updateCustomer);
  const may = await asker(session);
  const among = changeableBy(may);
  const choices = await getFormChoices(session.actor, { i_customer: customer.i_customer });
  const [t, c] = [await getTranslations("customer_form"), await getTranslations("common")];
  return (
    <Portal session={session}>
      <PageHeading
        title={t("edit_title", { name: customer.name })}
        crumbs={path.map(({ i_customer, name }) => ({ label: name, href: `/customers/${i_customer}` }))}
      />
      <ActionForm action={updateCustomerAction} className="form">
        <input type="hidden" name="i_customer" value={customer.i_customer} />
        <CustomerFields
          choices={choices}
          options={await customerOptions(choices, customer.i_customer)}
          values={customer}
          isNew={false}
          among={among}
          aliasHelp={
            among.includes("dns_alias")
              ? await aliasHelp(session.actor, customer.i_customer, customer.dns_alias ?? "")
              : undefined
          }
          judgedFor={customer.i_customer}
          own={choices.parent.i_customer === session.actor.i_customer}
        />
        {may(updateCustomer, "below", { values: { [maskOf.customers]: 0 } }) ? (
          <AbilitySection
            choices={choices}
            values={customer}
            currency={customer.base_currency}
            isNew={false}
          />
        ) : null}
        <ActionBar>
          <SubmitButton>{t("save")}</SubmitButton>
          <ButtonLink look="quiet" href={`/customers/${customer.i_customer}`}>
            {c("cancel")}
          </ButtonLink>
        </ActionBar>
      </ActionForm>
    </Portal>
  );
}
