import type { Metadata } from "next";
import { getTranslations } from "@/i18n/texts";
import { cancelAddress, changeAddress } from "@/server/identity/links/change-address";
import { getWebUser } from "@/server/identity/web-users/list-web-users";
import { PendingAddress } from "../../../../web/preferences/pending-address";
import { asker } from "../../../../web/session/may";
import { AttributeList } from "../attribute-list";
import { CustomerPage } from "../customer-page";
import { editOf } from "../edit-of";
import { type CustomerView, openCustomer } from "../open-customer";

export async function generateMetadata({
  params,
}: PageProps<"/customers/[i_customer]/self-care">): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer, "summary");
  return { title: `${(await getTranslations("customer"))("self_care")} · ${customer.name}` };
}

export default async function SelfCarePage({ params }: PageProps<"/customers/[i_customer]/self-care">) {
  const view = await openCustomer((await params).i_customer, "summary");
  return (
    <CustomerPage view={view} tab="self_care">
      <Pending view={view} />
      <AttributeList edit={await editOf(view)} customer={view.customer} groups={["self-care"]} />
    </CustomerPage>
  );
}

/** The unconfirmed address of the customer's own log-in, for readers who may see its web users. */
async function Pending({ view }: { readonly view: CustomerView }) {
  const { session, customer, relation } = view;
  const may = await asker(session);
  if (!may(getWebUser, relation)) return null;
  const { web_user } = await getWebUser(session.actor, { i_web_user: customer.i_web_user });
  const { pending_email: email, pending_until: until } = web_user;
  if (email === null || until === null) return null;
  return (
    <PendingAddress
      i_web_user={customer.i_web_user}
      email={email}
      until={until}
      timeZone={session.timeZone}
      maySend={may(changeAddress, relation)}
      mayCancel={may(cancelAddress, relation)}
    />
  );
}
