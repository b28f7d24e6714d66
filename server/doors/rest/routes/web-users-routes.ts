import type { Route } from "./route";

const area = "web_users";
const ofCustomer = { path: "/customers/{c}/web-users", names: { c: "i_customer" }, area } as const;
const one = { path: "/web-users/{i_web_user}", area } as const;

/** Web users, their log-ins and passwords. */
export const webUsersRoutes = [
  {
    method: "GET",
    call: "listWebUsers",
    of: "web_users",
    list: { whole: "i_web_user", by: ["default_user", "login"] },
    ...ofCustomer,
  },
  { method: "POST", call: "addWebUser", thing: one.path, ...ofCustomer },
  { method: "GET", call: "getWebUser", of: "web_user", tagged: "partly", ...one },
  { method: "PATCH", call: "editWebUser", thing: one.path, ...one },
  { method: "DELETE", call: "deleteWebUser", ...one },
  { method: "PUT", path: `${one.path}/block`, call: "blockWebUser", thing: one.path, area },
  { method: "DELETE", path: `${one.path}/block`, call: "unblockWebUser", area },
  { method: "DELETE", path: `${one.path}/lock`, call: "unlockWebUser", area },
  { method: "DELETE", path: `${one.path}/log-ins`, call: "endLogInsOf", area },
  { method: "POST", path: `${one.path}/invitation`, call: "sendInvitation", status: 200, area },
  { method: "POST", path: `${one.path}/mail`, call: "resendMail", status: 200, area },
  // it opens a web user's log-in, which can be read, and it cannot
  {
    method: "POST",
    path: "/one-time-passwords",
    call: "resetCustomerOneTimePassword",
    at: one.path,
    area,
  },
  { method: "POST", path: "/authentications", call: "authCustomer", status: 200, area },
  // it judges and keeps nothing
  { method: "POST", path: "/password-checks", call: "validatePassword", status: 200, area: null },
] as const satisfies readonly Route[];
