import { Prisma } from "../database/generated/client";

/** Whether a customer has sub-customers, and tariffs of its own. */
export type Owned = { readonly has_customers: boolean; readonly has_tariffs: boolean };

/** The columns of it. @param i_customer the customer in SQL */
export function ownedBy(i_customer: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM customers o WHERE o.i_wholesaler = ${i_customer}) AS has_customers,
    EXISTS (SELECT FROM tariffs o WHERE o.i_customer = ${i_customer}) AS has_tariffs`;
}
