import { fromMillionths, millionths } from "@/attributes/reading/decimal";
import { settings } from "../../ground/settings";

/**
 * Turns the sign of a customer's balance if XMLAPI_INVERT_BALANCE says so, as the original vendor did.
 * Source: semantics, 'Getting and listing'.
 */
export function invertedBalance(
  answer: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { customer } = answer;
  if (!settings().xmlapiInvertBalance || typeof customer !== "object" || customer === null) return answer;
  const balance = "balance" in customer ? String(customer.balance) : "0.000000";
  return { ...answer, customer: { ...customer, balance: fromMillionths(-millionths(balance)) } };
}
