import type { Route } from "./route";

const history = {
  method: "GET",
  call: "listHistory",
  area: "history",
  of: "entries",
  list: "pages",
} as const;

/** Who did what. */
export const historyRoutes = [
  { path: "/history", ...history },
  { path: "/customers/{c}/history", names: { c: "i_customer" }, ...history },
] as const satisfies readonly Route[];
