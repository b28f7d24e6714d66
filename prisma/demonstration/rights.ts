import type { Faker } from "@faker-js/faker";

/** Rights, flags and features of a customer, in the types that the operations take. */
export type Rights = Readonly<Record<string, number | boolean>>;

/** What the demonstration's big resellers hold: everything that root can give. */
export const everything: Rights = {
  accounts_mgmt: 7,
  customers_mgmt: 7,
  tariffs_mgmt: 7,
  vouchers_mgmt: 7,
  system_mgmt: 1,
  api_access: 1,
  api_mgmt: 1,
  use_own_tariff: 1,
  callshop_enabled: true,
  did_pool_enabled: true,
  ivr_apps_enabled: true,
  conferencing_enabled: true,
  asr_acd_enabled: true,
  dncl_enabled: true,
};

const features = Object.keys(everything).filter((name) => name.endsWith("_enabled"));

/** What a reseller gives a reseller below it: mostly what it holds itself, never more. */
export function rightsOfReseller(dice: Faker, parent: Rights): Rights {
  const mask = (name: string, least: number) =>
    Number(parent[name]) & (dice.helpers.weightedArrayElement(masks) | least);
  return {
    ...parent,
    ...featuresFrom(dice, parent, 0.8),
    accounts_mgmt: mask("accounts_mgmt", 0),
    // this reseller has customers, so it must have been able to add and edit them
    customers_mgmt: mask("customers_mgmt", 3),
    tariffs_mgmt: mask("tariffs_mgmt", 0),
    vouchers_mgmt: mask("vouchers_mgmt", 0),
    system_mgmt: 0,
    api_mgmt: Number(parent.api_mgmt) & Number(dice.datatype.boolean(0.6)),
    api_access: Number(parent.api_mgmt) & Number(dice.datatype.boolean(0.7)),
  };
}

/** What a customer without customers has. */
export function rightsOfCustomer(dice: Faker, parent: Rights): Rights {
  return {
    ...featuresFrom(dice, parent, 0.3),
    api_access: Number(parent.api_mgmt) & Number(dice.datatype.boolean(0.1)),
  };
}

const masks = [
  { weight: 6, value: 7 },
  { weight: 2, value: 3 },
  { weight: 1, value: 2 },
  { weight: 1, value: 0 },
];

function featuresFrom(dice: Faker, parent: Rights, chance: number): Rights {
  return Object.fromEntries(
    features.map((name) => [name, dice.datatype.boolean(chance) && parent[name] === true]),
  );
}
