import { given, masks } from "./table";
import type { Customer } from "./tree";

/** The customer with which every tree begins. */
export function root(): Customer {
  return {
    id: 1,
    parent: null,
    name: "root",
    login: "ssp-root",
    password: null,
    rights: Object.fromEntries(given.map((name) => [name, masks.includes(name) ? 7 : 1])),
    max_depth: null,
    i_tariff: null,
    i_routing_group: null,
    currency: "USD",
    balance: 0n,
    credit_limit: 0n,
    protection: false,
    allowed: 0,
    agent: null,
    policy: 1,
    blockedBy: new Set(),
    plain: { i_time_zone: 370, i_lang: "en" },
  };
}
