import { database } from "../database/client";
import { changesLast } from "./recount";

/** Deletes the changes of quarters of an hour that no chart shows any more, and sums of customers that are gone. */
export async function sweepBranchSums(): Promise<void> {
  await database().$executeRaw`
    DELETE FROM branch_quarters
     WHERE quarter < now() - ${changesLast}::interval AND created = 0 AND deleted = 0`;
  await database().$executeRaw`
    DELETE FROM branch_sums s
     WHERE s.customers = 0 AND NOT EXISTS (SELECT FROM customers c WHERE c.i_customer = s.i_customer)`;
}
