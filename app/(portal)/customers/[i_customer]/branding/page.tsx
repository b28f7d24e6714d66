import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AttributeList } from "../attribute-list";
import { CustomerPage, openCustomer } from "../customer-page";
import { AliasStanding } from "./alias-standing";

export async function generateMetadata({
  params,
}: PageProps<"/customers/[i_customer]/branding">): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer);
  return { title: `${(await getTranslations("customer"))("branding")} · ${customer.name}` };
}

export default async function BrandingPage({ params }: PageProps<"/customers/[i_customer]/branding">) {
  const view = await openCustomer((await params).i_customer);
  return (
    <CustomerPage view={view} tab="branding">
      <AttributeList customer={view.customer} groups={["branding"]} />
      <AliasStanding view={view} />
    </CustomerPage>
  );
}
