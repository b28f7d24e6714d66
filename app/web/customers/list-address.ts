import { type CountedList, countedLists } from "@/server/record/customer-filter";
import { addressOf } from "../lists/address-of";

/** The address of the list of exactly those customers that a number counts. */
export function listAddress(what: CountedList): string {
  return addressOf("/customers", countedLists[what], {});
}
