import type { Metadata } from "next";
import type { AttributeName } from "@/attributes/customer";
import { getTranslations } from "@/i18n/texts";
import { getFormChoices } from "@/server/customers/form-choices";
import { AttributeList } from "../attribute-list";
import { CustomerPage } from "../customer-page";
import { editOf } from "../edit-of";
import { LowBalance } from "../low-balance";
import { type CustomerView, openCustomer } from "../open-customer";

export async function generateMetadata({
  params,
}: PageProps<"/customers/[i_customer]/billing">): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer, "summary");
  return { title: `${(await getTranslations("customer"))("billing")} · ${customer.name}` };
}

export default async function BillingPage({ params }: PageProps<"/customers/[i_customer]/billing">) {
  const view = await openCustomer((await params).i_customer, "summary");
  return (
    <CustomerPage view={view} tab="billing">
      <AttributeList
        edit={await editOf(view)}
        customer={view.customer}
        groups={["rating", "payments"]}
        refersTo={await namesOf(view)}
      />
      <LowBalance view={view} />
    </CustomerPage>
  );
}

/** The names of tariff, routing group and agent. They are the parent's: the customer sees only that it has one. */
async function namesOf({
  session,
  customer,
  self,
}: CustomerView): Promise<Partial<Record<AttributeName, string | null>>> {
  const [t, c] = [await getTranslations("customer"), await getTranslations("common")];
  const { i_tariff, i_routing_group, i_commission_agent, i_customer } = customer;
  const follow = {
    i_tariff: i_tariff === null ? t("the_tariff_of_parent") : null,
    i_routing_group: i_routing_group === null ? t("the_group_of_parent") : null,
  };
  if (self) {
    const given = c("your_provider");
    return {
      i_tariff: follow.i_tariff ?? `${customer.base_currency} (${given})`,
      i_routing_group: follow.i_routing_group ?? given,
      i_commission_agent: i_commission_agent === null ? null : given,
    };
  }
  const choices = await getFormChoices(session.actor, { i_customer });
  return {
    i_tariff: follow.i_tariff ?? choices.tariffs.find((tariff) => tariff.i_tariff === i_tariff)?.name ?? null,
    i_routing_group:
      follow.i_routing_group ??
      choices.routing_groups.find((group) => group.i_routing_group === i_routing_group)?.name ??
      null,
    i_commission_agent: choices.agents.find((agent) => agent.i_customer === i_commission_agent)?.name ?? null,
  };
}
