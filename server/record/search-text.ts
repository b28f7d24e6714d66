import { domainToUnicode } from "node:url";
import type { CustomerValues } from "@/attributes/customer";
import { looseKey, orderKey } from "../ground/text/unique-key";
import { numberForms } from "./phone-number";

export type Searched = Pick<
  CustomerValues,
  "name" | "web_login" | "company_name" | "email" | "phone" | "alt_phone" | "fax" | "dns_alias"
>;

/** A further web user, or the default one's own address; '' for what the customer's attributes already hold. */
export type SearchedPerson = { readonly login: string; readonly email: string };

/**
 * Puts everything that search looks at into one text: the looser keys of name, login, company, e-mail and alias, then
 * each telephone number as it is written and by its digits, then the other logins and addresses of the web users. Each
 * part ends with a line break, which nobody can type into a search, so a query can ask for a whole part.
 */
export function searchText(values: Searched, people: readonly SearchedPerson[] = []): string {
  const { dns_alias } = values;
  const alias = domainToUnicode(dns_alias);
  // people type an international alias the way they read it
  const aliases = alias === dns_alias ? [dns_alias] : [dns_alias, alias];
  const words = [values.name, values.web_login, values.company_name, values.email, ...aliases];
  const numbers = [values.phone, values.alt_phone, values.fax].flatMap(partsOfNumber);
  const further = people.flatMap(({ login, email }) => [login, email]);
  return asLines([...words.map(looseKey), ...numbers, ...further.map(looseKey)]);
}

/** The part of a search text that one telephone number makes, with the line break before it. */
export function searchedNumber(text: string): string {
  return `\n${asLines(partsOfNumber(text))}`;
}

function partsOfNumber(text: string): string[] {
  return [looseKey(text), ...numberForms(text)];
}

function asLines(parts: readonly string[]): string {
  return parts
    .filter(Boolean)
    .map((part) => `${part}\n`)
    .join("");
}

type Ordered = Pick<CustomerValues, "company_name" | "email" | "phone" | "city">;

/** The order columns of the contact data that lists can sort by, for the values that are given. */
export function contactOrders(
  values: Partial<Ordered>,
): Partial<Record<"company_order" | "email_order" | "phone_order" | "city_order", string>> {
  return {
    ...(values.company_name === undefined ? {} : { company_order: orderKey(values.company_name) }),
    ...(values.email === undefined ? {} : { email_order: orderKey(values.email) }),
    ...(values.phone === undefined ? {} : { phone_order: orderKey(values.phone) }),
    ...(values.city === undefined ? {} : { city_order: orderKey(values.city) }),
  };
}
