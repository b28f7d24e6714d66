import type { Route } from "./route";

const own = "own";
const ofCustomer = { names: { c: "i_customer" } } as const;
const oneself = { given: { i_customer: "self" } } as const;
const refusals = {
  method: "GET",
  call: "listRefusals",
  of: "refusals",
  list: { whole: "reference" },
  area: "history",
} as const;

/** Who calls, and what is its own. */
export const ownRoutes = [
  { method: "GET", path: "/me", call: "getOwnStanding", area: null },
  { method: "GET", path: "/keys/self", call: "getOwnKey", area: null },
  { method: "PATCH", path: "/keys/self", call: "editOwnKey", thing: "/keys/self", area: null },
  // whichever key asks there reads itself
  { method: "POST", path: "/keys/self/rotate", call: "rotateOwnKey", at: "/keys/self", area: null },
  { method: "DELETE", path: "/keys/self", call: "endOwnKey", area: null },
  { method: "PATCH", path: "/customers/self", call: "updateOwnData", thing: "/customers/{c}", area: own },
  { method: "GET", path: "/settings", call: "getOwnSettings", area: own },
  { method: "PATCH", path: "/settings", call: "editOwnSettings", thing: "/settings", area: own },
  { method: "GET", path: "/preferences", call: "getPreferences", of: "preferences", area: own, ...oneself },
  {
    method: "PATCH",
    path: "/preferences",
    call: "setPreferences",
    thing: "/preferences",
    area: own,
    ...oneself,
  },
  {
    method: "GET",
    path: "/customers/{c}/preferences",
    call: "getPreferences",
    of: "preferences",
    area: own,
    ...ofCustomer,
  },
  {
    method: "PATCH",
    path: "/customers/{c}/preferences",
    call: "setPreferences",
    thing: "/customers/{c}/preferences",
    area: own,
    ...ofCustomer,
  },
  {
    method: "GET",
    path: "/api-calls",
    call: "listApiCalls",
    of: "calls",
    list: { whole: "i_api_call" },
    area: own,
  },
  { path: "/refusals", ...refusals, ...oneself },
  { path: "/customers/{c}/refusals", ...refusals, ...ofCustomer },
  { method: "GET", path: "/refusals/{reference}", call: "getRefusal", area: "history" },
  { method: "GET", path: "/dictionaries/{name}", call: "getDictionary", area: null },
] as const satisfies readonly Route[];
