import { attributeOf, isAttributeName } from "./customer";
import type { KeyArea } from "./key-areas";

/** What is money, though it stands among the attributes of a customer. */
const money: readonly string[] = ["balance", "credit_limit"];

/**
 * The area that a key must reach to write an attribute of a customer, beside that of customers: money, what logs people in, and
 * the brand are no more within its reach there than at addresses of their own. Source: rest, 'Who calls'
 * @param isNew of a new customer, who always has a log-in
 * @returns null: that of customers is enough
 */
export function areaOfAttribute(name: string, isNew: boolean): KeyArea | null {
  if (!isAttributeName(name)) return null;
  if (money.includes(name)) return "money";
  const { group, kind, default: given } = attributeOf(name);
  if (group === "branding") return "branding";
  const isFirst = isNew && (name === "web_login" || given === "required");
  return (kind.kind === "secret" || name === "web_login") && !isFirst ? "web_users" : null;
}
