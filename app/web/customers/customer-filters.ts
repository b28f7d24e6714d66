import type { Query } from "@/components/list/list-query";
import { isInDictionary } from "@/server/dictionaries/dictionaries";
import { customerFilterNames, readCustomerFilter } from "@/server/record/customer-filter";
import { amountIn, asTyped, type Filters, readFilters } from "../lists/filters";

const names = ["q", ...customerFilterNames] as const;
export type CustomerFilterName = (typeof names)[number];

/** Reads the filters of the list of customers from an address. */
export async function customerFilters(query: Query): Promise<Filters<CustomerFilterName>> {
  const currency = typeof query.currency === "string" ? query.currency.trim().toUpperCase() : "";
  const amount = amountIn(currency !== "" && isInDictionary("currencies", currency) ? currency : undefined);
  const readers = {
    ...Object.fromEntries(names.map((name) => [name, asTyped])),
    min: amount,
    max: amount,
  };
  // one reader for each name
  return await readFilters(query, readers as Record<CustomerFilterName, typeof asTyped>, readCustomerFilter);
}
