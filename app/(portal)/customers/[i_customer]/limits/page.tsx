import type { Metadata } from "next";
import { getTranslations } from "@/i18n/texts";
import { AttributeList } from "../attribute-list";
import { CustomerPage } from "../customer-page";
import { editOf } from "../edit-of";
import { openCustomer } from "../open-customer";

export async function generateMetadata({
  params,
}: PageProps<"/customers/[i_customer]/limits">): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer, "summary");
  return { title: `${(await getTranslations("customer"))("limits")} · ${customer.name}` };
}

export default async function LimitsPage({ params }: PageProps<"/customers/[i_customer]/limits">) {
  const view = await openCustomer((await params).i_customer, "summary");
  return (
    <CustomerPage view={view} tab="limits">
      <AttributeList
        edit={await editOf(view)}
        customer={view.customer}
        groups={["limits"]}
        limits={view.limits}
      />
    </CustomerPage>
  );
}
