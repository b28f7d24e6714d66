import type { LiveSession } from "@/server/credentials/sessions";
import { createCustomer } from "@/server/customers/create-customer";
import { updateCustomer } from "@/server/customers/update-customer";
import { beginImport } from "@/server/jobs/begin-import";
import { asker } from "../session/may";

/** Whether the reader may bring customers in a file: new ones, or changes of those that there are. */
export async function mayImportCustomers(session: LiveSession): Promise<boolean> {
  const may = await asker(session);
  return may(beginImport) && (may(createCustomer) || may(updateCustomer));
}
