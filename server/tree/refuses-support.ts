import type { Queries } from "../database/client";

/** Whether a customer refuses support by resellers above it. */
export async function refusesSupport(db: Queries, i_customer: number): Promise<boolean> {
  const found = await db.customerPreferences.findUnique({
    where: { i_customer },
    select: { refuse_support: true },
  });
  return found?.refuse_support ?? false;
}
