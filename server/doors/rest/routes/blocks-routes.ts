import type { Route } from "./route";

const ofCustomer = { path: "/customers/{c}/block", area: "blocks", names: { c: "i_customer" } } as const;

/** Blocks of customers. */
export const blocksRoutes = [
  // how many stop with it, whoever blocks it wants to know
  { method: "GET", call: "explainBlocks", given: { count: 1 }, ...ofCustomer },
  { method: "PUT", call: "blockCustomer", ...ofCustomer },
  { method: "DELETE", call: "unblockCustomer", ...ofCustomer },
  { method: "GET", path: "/blocks", call: "listBlocks", area: "blocks", of: "blocks", list: "pages" },
] as const satisfies readonly Route[];
