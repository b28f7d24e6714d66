import type { Route } from "./route";

const c = { c: "i_customer" };
const booked = { area: "money", names: c } as const;
const receipt = "/customers/{c}/ledger/{i_entry}/receipt";
const books = { method: "POST", at: receipt, ...booked } as const;
const statement = {
  area: "money",
  of: "rows",
  list: "pages",
  beside: ["totals", "kinds", "provisional"],
} as const;

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
  { path: "/customers/{c}/payments", call: "customerAddFunds", ...books },
  { path: "/customers/{c}/credits", call: "customerCredit", ...books },
  { path: "/customers/{c}/charges", call: "customerDebit", ...books },
  { path: "/customers/{c}/corrections", call: "correctBalance", ...books },
  { method: "PUT", path: "/customers/{c}/credit-limit", call: "changeCreditLimit", ...booked },
  { method: "GET", path: "/customers/{c}/funds-preview", call: "previewFunds", ...booked },
  {
    method: "GET",
    path: "/customers/{c}/statement",
    call: "getStatement",
    ...statement,
    names: { c: "i_wholesaler" },
  },
  { method: "GET", path: "/statement", call: "getStatement", ...statement },
  {
    method: "GET",
    path: receipt,
    call: "getReceipt",
    receipt: true,
    ...booked,
  },
  {
    method: "POST",
    path: `${receipt}/mail`,
    call: "mailReceipt",
    status: 200,
    ...booked,
  },
] as const satisfies readonly Route[];
