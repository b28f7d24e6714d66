import type { CustomerValues } from "@/attributes/customer";
import { uniqueKey } from "../unique-key";
import { numbersIn } from "./phone-number";

export type Searched = Pick<
  CustomerValues,
  "name" | "web_login" | "company_name" | "email" | "phone" | "alt_phone" | "fax" | "dns_alias"
>;

/** Another web user than the default one, or one with an address of its own; '' where search knows it already. */
export type SearchedPerson = { readonly login: string; readonly email: string };

/**
 * What search looks at, in one text: name, login, company, e-mail and alias folded, then each telephone number by its
 * bare digits, then the further logins and addresses of its web users. Every part ends with a line's end, which nobody can type into a search: so a part can be asked for as
 * a whole.
 */
export function searchText(values: Searched, people: readonly SearchedPerson[] = []): string {
  const words = [values.name, values.web_login, values.company_name, values.email, values.dns_alias];
  const numbers = [values.phone, values.alt_phone, values.fax].flatMap(numbersIn);
  const further = people.flatMap(({ login, email }) => [login, email]);
  return [...words.map(uniqueKey), ...numbers, ...further.map(uniqueKey)]
    .filter(Boolean)
    .map((part) => `${part}\n`)
    .join("");
}
