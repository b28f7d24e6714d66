import type { Route } from "./route";

const area = "branding";
const oneself = { given: { i_customer: "self" }, area } as const;
const ofCustomer = { names: { c: "i_customer" }, area } as const;

/** The look of one's own portal, and of the portals of those below. */
export const brandingRoutes = [
  { method: "GET", path: "/branding", call: "getBrand", tagged: "partly", ...oneself },
  { method: "PUT", path: "/branding", call: "saveBrand", thing: "/branding", ...oneself },
  {
    method: "POST",
    path: "/branding/preview",
    call: "previewBrand",
    status: 200,
    reach: "read",
    ...oneself,
  },
  { method: "GET", path: "/branding/alias", call: "getAliasStanding", ...oneself },
  { method: "POST", path: "/branding/alias", call: "checkAlias", status: 200, ...oneself },
  { method: "GET", path: "/customers/{c}/branding", call: "getBrand", tagged: "partly", ...ofCustomer },
  {
    method: "PUT",
    path: "/customers/{c}/branding",
    call: "saveBrand",
    thing: "/customers/{c}/branding",
    ...ofCustomer,
  },
  {
    method: "POST",
    path: "/customers/{c}/branding/preview",
    call: "previewBrand",
    status: 200,
    reach: "read",
    ...ofCustomer,
  },
  { method: "GET", path: "/customers/{c}/branding/alias", call: "getAliasStanding", ...ofCustomer },
  { method: "POST", path: "/customers/{c}/branding/alias", call: "checkAlias", status: 200, ...ofCustomer },
] as const satisfies readonly Route[];
