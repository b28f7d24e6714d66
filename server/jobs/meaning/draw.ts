import { type DecimalText, fromMillionths, millionths } from "@/attributes/reading/decimal";
import { share } from "../../ledger/amount";
import type { Held } from "../../ledger/overcommit";
import type { CustomerRow } from "../../record/customer-row";
import type { Call } from "../acts/act";
import type { Draw } from "../job/figures";

/** What some calls change in a sub-customer's funds; undefined: nothing. */
export function drawOf(calls: readonly Call[], customer: CustomerRow): Draw | undefined {
  const { i_wholesaler, base_currency: currency } = customer;
  const after = calls.reduce(heldAfter, customer);
  const raise = share(after.balance, after.credit_limit) - share(customer.balance, customer.credit_limit);
  const booked = millionths(after.balance) - millionths(customer.balance);
  if (i_wholesaler === null || (raise <= 0n && booked === 0n)) return undefined;
  return { parent: i_wholesaler, currency, raise: raise > 0n ? raise : 0n, booked };
}

/** What a call leaves somebody with; what it gives is as the operation reads it. */
function heldAfter({ balance, credit_limit }: Held, { operation, raw }: Call): Held {
  const held = { balance, credit_limit };
  const given = raw as Readonly<Record<string, DecimalText | undefined>>;
  const plus = (amount = "0.000000", sign = 1n) =>
    fromMillionths(millionths(balance) + sign * millionths(amount));
  switch (operation) {
    case "customerAddFunds":
    case "customerCredit":
      return { ...held, balance: plus(given.amount) };
    case "customerDebit":
      return { ...held, balance: plus(given.amount, -1n) };
    case "correctBalance":
      return { ...held, balance: plus(given.change) };
    case "changeCreditLimit":
    case "updateCustomer":
      return { balance: given.balance ?? balance, credit_limit: given.credit_limit ?? credit_limit };
    default:
      return held;
  }
}
