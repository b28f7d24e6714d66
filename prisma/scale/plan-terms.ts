import { rootCustomer } from "@/server/tree/tree";
import { diceOf, oneOf, throws } from "./dice";
import type { Tree } from "./plan-tree";

/** A tariff or routing group of a reseller; the place in its list is its id, from 1. */
type Owned = { readonly owner: number; readonly name: string; readonly currency: string };

/** On what terms customers are, by their id. */
export type Terms = {
  readonly tariffs: readonly Owned[];
  readonly routingGroups: readonly Owned[];
  readonly currency: readonly string[];
  /** 0: it follows its parent's */
  readonly tariff: Int32Array;
  /** 0: none */
  readonly routingGroup: Int32Array;
  readonly agent: Int32Array;
  /** of `rights`, as bits */
  readonly rights: Uint16Array;
};

/** What resellers pass on, a bit each; masks are whole, or reading alone for whoever has no customers. */
export const rights = [
  "accounts_mgmt",
  "customers_mgmt",
  "tariffs_mgmt",
  "vouchers_mgmt",
  "system_mgmt",
  "api_mgmt",
  "use_own_tariff",
  "callshop_enabled",
  "did_pool_enabled",
  "ivr_apps_enabled",
  "asr_acd_enabled",
  "conferencing_enabled",
] as const;

const everything = 2 ** rights.length - 1;
const ownTariff = 1 << rights.indexOf("use_own_tariff");
/** what makes a reseller */
const needed = 0b111;
const currencies = ["USD", "EUR", "RUB", "GBP", "CNY", "CZK"];

/**
 * Plans tariffs (owned by the parent, in the customer's currency), routing groups, commission agents (among the parent's
 * other customers) and rights, which hardly anybody has that its parent lacks.
 */
export function planTerms(tree: Tree, seed: number, currencyOfRoot: string): Terms {
  const tariffs: Owned[] = [];
  const routingGroups: Owned[] = [];
  const currency: string[] = ["", currencyOfRoot];
  const length = tree.last + 1;
  const [tariff, routingGroup, agent] = [
    new Int32Array(length),
    new Int32Array(length),
    new Int32Array(length),
  ];
  const given = new Uint16Array(length);
  const inForce = new Uint16Array(length);
  const youngest = new Int32Array(length);
  /** the first id of what an owner has, and how many */
  const owned = { tariffs: new Map<number, [number, number]>(), groups: new Map<number, [number, number]>() };
  given[rootCustomer] = everything;
  inForce[rootCustomer] = everything;
  own(rootCustomer, [...new Set([currencyOfRoot, ...currencies])], 3);
  for (let id = 2; id <= tree.last; id += 1) {
    const dice = diceOf(seed, throws.terms, id);
    const parent = tree.parent[id] ?? rootCustomer;
    const [firstTariff, countTariffs] = owned.tariffs.get(parent) ?? [0, 0];
    const follows = ((inForce[parent] ?? 0) & ownTariff) !== 0 && dice() < 0.3;
    if (countTariffs > 0 && !follows) tariff[id] = firstTariff + Math.floor(dice() * countTariffs);
    currency.push(tariffs[(tariff[id] ?? 0) - 1]?.currency ?? currency[parent] ?? currencyOfRoot);
    const [firstGroup, countGroups] = owned.groups.get(parent) ?? [0, 0];
    if (countGroups > 0 && dice() < 0.5) routingGroup[id] = firstGroup + Math.floor(dice() * countGroups);
    if (dice() < 0.01) agent[id] = youngest[parent] ?? 0;
    youngest[parent] = id;
    const above = given[parent] ?? 0;
    const wanted = Math.floor(dice() * (everything + 1)) & (dice() < 0.003 ? everything : above);
    const held = tree.isReseller[id]
      ? (wanted | needed | (dice() < 0.7 ? above : 0)) & (dice() < 0.98 ? above : everything)
      : wanted & (dice() < 0.5 ? ~needed : 0);
    given[id] = held;
    inForce[id] = held & (inForce[parent] ?? 0);
    if (tree.isReseller[id]) {
      const mine = currency[id] ?? currencyOfRoot;
      if (parent === rootCustomer) own(id, [mine, mine, oneOf(dice, currencies)], 2);
      // whose own tariff is not for others needs one for them
      else if (dice() < 0.4 || ((inForce[id] ?? 0) & ownTariff) === 0) own(id, [mine], dice() < 0.3 ? 1 : 0);
    }
  }
  return { tariffs, routingGroups, currency, tariff, routingGroup, agent, rights: given };

  function own(owner: number, inCurrencies: readonly string[], groups: number): void {
    owned.tariffs.set(owner, [tariffs.length + 1, inCurrencies.length]);
    for (const [index, one] of inCurrencies.entries())
      tariffs.push({ owner, name: `${levels[index % levels.length]} ${one} ${index + 1}`, currency: one });
    owned.groups.set(owner, [routingGroups.length + 1, groups]);
    for (let index = 0; index < groups; index += 1)
      routingGroups.push({ owner, name: `${routes[index % routes.length]} ${owner}`, currency: "" });
  }
}

const levels = ["Standard", "Wholesale", "Премиум"];
const routes = ["Premium routes", "Low cost", "Запасные"];
