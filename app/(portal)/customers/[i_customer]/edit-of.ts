import { getTranslations } from "@/i18n/texts";
import { updateCustomer } from "@/server/customers/update-customer";
import { asker } from "../../../web/session/may";
import type { CustomerView } from "./open-customer";

/** The form in which the reader changes a customer, if they may. */
export async function editOf({
  session,
  customer,
  self,
}: CustomerView): Promise<{ readonly href: string; readonly label: string } | undefined> {
  if (self || !(await asker(session))(updateCustomer)) return undefined;
  return { href: `/customers/${customer.i_customer}/edit`, label: (await getTranslations("common"))("edit") };
}
