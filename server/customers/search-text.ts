import type { CustomerValues } from "@/attributes/customer";
import { looseKey, orderKey } from "../unique-key";
import { numberForms } from "./phone-number";

export type Searched = Pick<
  CustomerValues,
  "name" | "web_login" | "company_name" | "email" | "phone" | "alt_phone" | "fax" | "dns_alias"
>;

/** Another web user than the default one, or one with an address of its own; '' where search knows it already. */
export type SearchedPerson = { readonly login: string; readonly email: string };

/**
 * What search looks at, in one text: name, login, company, e-mail and alias by their looser keys, then each telephone
 * number as it is written and by its digits, then the further logins and addresses of its web users. Every part ends
 * with a line's end, which nobody can type into a search: so a part can be asked for as a whole.
 */
export function searchText(values: Searched, people: readonly SearchedPerson[] = []): string {
  const words = [values.name, values.web_login, values.company_name, values.email, values.dns_alias];
  const numbers = [values.phone, values.alt_phone, values.fax].flatMap(partsOfNumber);
  const further = people.flatMap(({ login, email }) => [login, email]);
  return asLines([...words.map(looseKey), ...numbers, ...further.map(looseKey)]);
}

/** What search looks at of one telephone number, behind the end of the line before it. */
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

/** What lists sort by of the contact data that they show: the columns of what is given. */
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
