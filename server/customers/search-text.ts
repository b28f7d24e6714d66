import type { CustomerValues } from "@/attributes/customer";
import { uniqueKey } from "../unique-key";

type Searched = Pick<
  CustomerValues,
  "name" | "web_login" | "company_name" | "email" | "phone" | "alt_phone" | "fax" | "dns_alias"
>;

/**
 * What search looks at, in one text: name, login, company, e-mail, alias folded, and telephone numbers by their
 * digits. The parts are separated by what nobody can type into a search.
 */
export function searchText(values: Searched): string {
  const words = [values.name, values.web_login, values.company_name, values.email, values.dns_alias];
  const numbers = [values.phone, values.alt_phone, values.fax].map(digitsOf);
  return [...words.map(uniqueKey), ...numbers].filter(Boolean).join("\n");
}

/** The digits of a telephone number. */
export function digitsOf(text: string): string {
  return text.normalize("NFKC").replace(/\D/g, "");
}
