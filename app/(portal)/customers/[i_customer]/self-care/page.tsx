import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AttributeList } from "../attribute-list";
import { CustomerPage, openCustomer } from "../customer-page";

export async function generateMetadata({
  params,
}: PageProps<"/customers/[i_customer]/self-care">): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer);
  return { title: `${(await getTranslations("customer"))("self_care")} · ${customer.name}` };
}

export default async function SelfCarePage({ params }: PageProps<"/customers/[i_customer]/self-care">) {
  const view = await openCustomer((await params).i_customer);
  return (
    <CustomerPage view={view} tab="self_care">
      <AttributeList customer={view.customer} groups={["self-care"]} />
    </CustomerPage>
  );
}
