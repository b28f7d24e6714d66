import { addressOf } from "@/components/list/list-query";
import { type CountedList, countedLists } from "@/server/record/customer-filter";

/** The address of the list of exactly those customers that a number counts. */
export function listAddress(what: CountedList): string {
  return addressOf("/customers", countedLists[what], {});
}
