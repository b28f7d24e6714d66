import type { Route } from "./route";

const c = { c: "i_customer" };
const booked = { area: "money", names: c } as const;

/** Balances, and what changes them. */
export const moneyRoutes = [
  {
    method: "GET",
    path: "/customers/{c}/ledger",
    call: "listLedger",
    of: "entries",
    list: "pages",
    ...booked,
  },
  { method: "POST", path: "/customers/{c}/payments", call: "customerAddFunds", ...booked },
  { method: "POST", path: "/customers/{c}/credits", call: "customerCredit", ...booked },
  { method: "POST", path: "/customers/{c}/charges", call: "customerDebit", ...booked },
] as const satisfies readonly Route[];
