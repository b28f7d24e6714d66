import type { AttributeName } from "@/attributes/customer";

/** A person, then the place, each as people write it. The registry has the order of the API and of exports instead. */
const contact: readonly AttributeName[] = [
  "company_name",
  "salutation",
  "first_name",
  "mid_init",
  "last_name",
  "street_addr",
  "postal_code",
  "city",
  "state",
  "country",
];

/** Fields that take both columns, so that those below them stand in pairs. */
export const wideNames: readonly AttributeName[] = ["company_name", "street_addr", "description", "css"];

/** The order in which a form shows attributes: the registry's, but for a name and its address. */
export function inFormOrder(names: readonly AttributeName[]): AttributeName[] {
  const sorted = contact.filter((name) => names.includes(name));
  const first = names.findIndex((name) => contact.includes(name));
  const others = names.filter((name) => !contact.includes(name));
  return first === -1 ? others : [...others.slice(0, first), ...sorted, ...others.slice(first)];
}
