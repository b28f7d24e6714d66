import type { Metadata } from "next";
import { AttributeList } from "./attribute-list";
import { CustomerPage } from "./customer-page";
import { editOf } from "./edit-of";
import { openCustomer } from "./open-customer";

export async function generateMetadata({ params }: PageProps<"/customers/[i_customer]">): Promise<Metadata> {
  return { title: (await openCustomer((await params).i_customer, "summary")).customer.name };
}

export default async function DetailsPage({ params }: PageProps<"/customers/[i_customer]">) {
  const view = await openCustomer((await params).i_customer, "summary");
  return (
    <CustomerPage view={view} tab="details">
      <AttributeList
        edit={await editOf(view)}
        customer={view.customer}
        groups={["identity", "contact", "notifications"]}
      />
    </CustomerPage>
  );
}
