import type { Route } from "./route";

const tariffs = { path: "/tariffs", area: "tariffs" } as const;
const tariff = { path: "/tariffs/{i_tariff}", area: "tariffs" } as const;
const groups = { path: "/routing-groups", area: "routing" } as const;
const group = { path: "/routing-groups/{i_routing_group}", area: "routing" } as const;
const profiles = { path: "/profiles", area: "profiles" } as const;
const profile = { path: "/profiles/{i_profile}", area: "profiles" } as const;

/** What customers are given: tariffs, routing groups, profiles. How many use one changes without its tag. */
export const tariffsRoutes = [
  {
    method: "GET",
    call: "listTariffs",
    of: "tariffs",
    list: { whole: "i_tariff", by: ["name"] },
    ...tariffs,
  },
  { method: "POST", call: "addTariff", thing: tariff.path, ...tariffs },
  { method: "GET", call: "listTariffs", of: "tariffs", only: true, tagged: "partly", ...tariff },
  { method: "PATCH", call: "editTariff", thing: tariff.path, ...tariff },
  { method: "DELETE", call: "deleteTariff", ...tariff },
  {
    method: "GET",
    call: "listRoutingGroups",
    of: "routing_groups",
    list: { whole: "i_routing_group", by: ["name"] },
    ...groups,
  },
  { method: "POST", call: "addRoutingGroup", thing: group.path, ...groups },
  { method: "GET", call: "listRoutingGroups", of: "routing_groups", only: true, tagged: "partly", ...group },
  { method: "PATCH", call: "editRoutingGroup", thing: group.path, ...group },
  { method: "DELETE", call: "deleteRoutingGroup", ...group },
  {
    method: "GET",
    call: "listProfiles",
    of: "profiles",
    list: { whole: "i_profile", by: ["name"] },
    ...profiles,
  },
  { method: "POST", call: "addProfile", thing: profile.path, ...profiles },
  {
    method: "GET",
    path: "/profiles/prepared",
    call: "prepareNewCustomer",
    area: "profiles",
    also: { i_customer: "customers", name: "customers" },
  },
  { method: "GET", call: "getProfile", of: "profile", tagged: true, ...profile },
  { method: "PATCH", call: "editProfile", given: { merge: true }, thing: profile.path, ...profile },
  { method: "DELETE", call: "deleteProfile", ...profile },
  {
    method: "GET",
    path: "/profiles/{i_profile}/prepared",
    call: "prepareNewCustomer",
    area: "profiles",
    also: { i_customer: "customers", name: "customers" },
  },
] as const satisfies readonly Route[];
