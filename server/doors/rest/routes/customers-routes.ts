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
] as const satisfies readonly Route[];
