import { type AttributeName, attributeOf, isAttributeName } from "./customer";
import type { KeyArea } from "./key-areas";

/** What belongs to another area than that of customers, beside what follows from an attribute's group and what it opens. */
const apart: Readonly<Partial<Record<AttributeName, KeyArea>>> = {
  balance: "money",
  credit_limit: "money",
  // those below read it as their provider's
  mail_from: "branding",
  // where mail for its people goes, too
  cc: "web_users",
  bcc: "web_users",
};

/**
 * The area that a key must reach to write an attribute of a customer, beside that of the address: money, what logs people in, and
 * the brand are no more within its reach there than at addresses of their own. Source: rest, 'Who calls'
 * @param isNew of a new customer, who always has a log-in, and whose people nobody is yet
 * @returns null: that of the address is enough
 */
export function areaOfAttribute(name: string, isNew: boolean): KeyArea | null {
  if (!isAttributeName(name)) return null;
  const { group, kind, default: given, opensLogIn } = attributeOf(name);
  const area = group === "branding" ? "branding" : opensLogIn ? "web_users" : (apart[name] ?? null);
  if (area !== "web_users" || !isNew) return area;
  // a secret that it need not have at first is a way in beside its log-in
  return kind.kind === "secret" && given !== "required" ? area : null;
}
