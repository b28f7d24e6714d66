import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { createCustomer } from "@/server/customers/create-customer";
import { database } from "@/server/database/client";
import { addTariff } from "@/server/tariffs/tariffs";

let made = 0;

/** A name that no other test has. */
export function freshName(what = "customer"): string {
  made += 1;
  return `${what} ${made} ${Math.random().toString(36).slice(2, 8)}`;
}

/** Actors in tests have just confirmed their identity. */
const freshUntil = new Date("9999-01-01");

/** An actor who has logged in as a customer's default web user, through a door. */
export async function actorOf(i_customer: number, door: Actor["door"] = "web"): Promise<Actor> {
  const user = await database().webUser.findFirstOrThrow({
    where: { i_customer, default_user: true },
    select: { i_web_user: true, login: true },
  });
  return { ...user, door, i_customer, access_level: "ADMINISTRATOR", address: "127.0.0.1", freshUntil };
}

/** All rights that a reseller can have. */
export const allRights = {
  accounts_mgmt: 7,
  customers_mgmt: 7,
  tariffs_mgmt: 7,
  vouchers_mgmt: 7,
  system_mgmt: 1,
  api_access: 1,
  api_mgmt: 1,
  use_own_tariff: 1,
};

/** All features that a customer can have. */
export const allFeatures = {
  callshop_enabled: true,
  did_pool_enabled: true,
  ivr_apps_enabled: true,
  asr_acd_enabled: true,
  debit_credit_cards_enabled: true,
  conferencing_enabled: true,
  share_payment_processors: true,
  dncl_enabled: true,
} as const;

/** A customer below a parent, which follows the parent's tariff; a reseller where nothing else is said. */
export async function customer(
  parent = 1,
  values: Readonly<Record<string, unknown>> = {},
): Promise<{ i_customer: number; actor: Actor }> {
  const { i_customer } = await createCustomer(systemActor, {
    i_wholesaler: parent,
    i_tariff: null,
    name: freshName(),
    web_password: "correct horse battery",
    ...allRights,
    ...values,
  });
  return { i_customer, actor: await actorOf(i_customer) };
}

/** A tariff of an owner. */
export async function tariff(owner: number, currency = "USD"): Promise<number> {
  const { i_tariff } = await addTariff(systemActor, {
    i_wholesaler: owner,
    name: freshName("tariff"),
    currency,
  });
  return i_tariff;
}

/** The refusal of a call. @throws if it is not refused */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<{ code: number; attribute: string | undefined; message: string; key: string | undefined }> {
  try {
    await call;
  } catch (error) {
    const { Refusal } = await import("@/server/ground/refusal");
    if (error instanceof Refusal) {
      return { code: error.code, attribute: error.attribute, message: error.message, key: error.reason?.key };
    }
    throw error;
  }
  throw new Error("the call was not refused");
}
