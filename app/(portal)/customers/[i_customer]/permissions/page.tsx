import type { Metadata } from "next";
import { areas, maskOf } from "@/attributes/rights";
import { getTranslations } from "@/i18n/texts";
import { flagNames } from "../../../../web/customers/permission-matrix";
import { shownSections } from "../attribute-list";
import { CustomerPage } from "../customer-page";
import { openCustomer } from "../open-customer";
import { PermissionsView } from "./permissions-view";
import { shownPermissions } from "./shown-permissions";

export async function generateMetadata({
  params,
}: PageProps<"/customers/[i_customer]/permissions">): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer, "summary");
  return { title: `${(await getTranslations("customer"))("permissions")} · ${customer.name}` };
}

export default async function PermissionsPage({ params }: PageProps<"/customers/[i_customer]/permissions">) {
  const view = await openCustomer((await params).i_customer, "summary");
  const bounds = await shownSections({
    customer: view.customer,
    groups: ["permissions"],
    title: (await getTranslations("customer"))("permissions_bounds"),
    limits: view.limits,
    without: [...flagNames, ...areas.map((area) => maskOf[area])],
  });
  return (
    <CustomerPage view={view} tab="permissions">
      <PermissionsView {...(await shownPermissions(view.rights))} bounds={bounds} />
    </CustomerPage>
  );
}
