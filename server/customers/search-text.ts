import type { CustomerValues } from "@/attributes/customer";
import { uniqueKey } from "../unique-key";
import { numbersIn } from "./phone-number";

type Searched = Pick<
  CustomerValues,
  "name" | "web_login" | "company_name" | "email" | "phone" | "alt_phone" | "fax" | "dns_alias"
>;

/**
 * What search looks at, in one text: name, login, company, e-mail and alias folded, then each telephone number by its
 * bare digits. Every part ends with a line's end, which nobody can type into a search: so a part can be asked for as
 * a whole.
 */
export function searchText(values: Searched): string {
  const words = [values.name, values.web_login, values.company_name, values.email, values.dns_alias];
  const numbers = [values.phone, values.alt_phone, values.fax].flatMap(numbersIn);
  return [...words.map(uniqueKey).filter(Boolean), ...numbers].map((part) => `${part}\n`).join("");
}
