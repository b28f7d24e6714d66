import type { Route } from "./route";

const c = { c: "i_customer" };

/** Customers, and what of a branch one reads. */
export const customersRoutes = [
  {
    method: "GET",
    path: "/customers",
    call: "findCustomers",
    area: "customers",
    of: "customers",
    list: "pages",
  },
  { method: "POST", path: "/customers", call: "createCustomer", area: "customers", thing: "/customers/{c}" },
  {
    method: "GET",
    path: "/customers/{c}",
    call: "getCustomerInfo",
    area: "customers",
    names: c,
    of: "customer",
    tagged: true,
  },
  {
    method: "PATCH",
    path: "/customers/{c}",
    call: "updateCustomer",
    area: "customers",
    names: c,
    thing: "/customers/{c}",
  },
  { method: "DELETE", path: "/customers/{c}", call: "deleteCustomer", area: "customers", names: c },
  { method: "GET", path: "/customers/{c}/rights", call: "explainRights", area: "customers", names: c },
  {
    method: "GET",
    path: "/customers/{c}/path",
    call: "findPath",
    area: "customers",
    names: c,
    of: "path",
    list: { whole: "i_customer" },
  },
  {
    method: "GET",
    path: "/customers/{c}/branch",
    call: "listBranch",
    area: "customers",
    names: c,
    of: "branches",
    list: "pages",
    beside: ["children"],
  },
  { method: "GET", path: "/customers/{c}/why-not", call: "whyNot", area: "customers", names: c },
  { method: "GET", path: "/overview", call: "getOverview", area: "customers" },
] as const satisfies readonly Route[];
