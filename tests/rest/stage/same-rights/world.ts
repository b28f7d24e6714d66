import type { Faker } from "@faker-js/faker";
import { type KeyArea, keyAreas } from "@/attributes/key-areas";
import { systemActor } from "@/server/actor/system-actor";
import { updateOwnData } from "@/server/customers/update-own-data";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { Refusal } from "@/server/ground/refusal";
import { actorOf } from "../../../builders";
import { Caller } from "../../../server/model/calls";
import { follow } from "../../../server/model/follow";
import { root } from "../../../server/model/root";
import type { Call } from "../../../server/model/rules";
import { World } from "../../../server/model/tree";
import { keyOf } from "../ask-rest";
import type { Program } from "./doors";

/** A key that does not reach everything, or is of another level. */
export type Narrow = {
  readonly i_customer: number;
  readonly level: string;
  readonly areas: Readonly<Partial<Record<KeyArea, "read" | "write">>>;
  readonly key: string;
};

/** A random tree, what the model knows of it, and who can call. */
export type Scene = {
  readonly world: World;
  /** by customer: as its default web user, with everything that is that one's */
  readonly programs: ReadonlyMap<number, Program>;
  readonly narrow: readonly Narrow[];
};

const customersToBegin = 16;
export const levels = ["ADMINISTRATOR", "BILLING", "NOC", "REPORTER"] as const;

/** Makes a random tree with random rights, blocks and keys. */
export async function makeScene(dice: Faker): Promise<Scene> {
  const world = new World();
  world.customers.set(1, root());
  const caller = new Caller(dice, world);
  for (let count = 0; count < customersToBegin; count += 1) {
    const parent = dice.helpers.arrayElement([...world.customers.keys()]);
    if (dice.datatype.boolean(0.6))
      await done(world, caller.property(parent, "addTariff", `Tariff ${count}`));
    if (dice.datatype.boolean(0.3))
      await done(world, caller.property(parent, "addRoutingGroup", `Group ${count}`));
    await done(world, caller.beginning(parent, count));
  }
  const programs = new Map<number, Program>();
  const narrow: Narrow[] = [];
  for (const i_customer of world.customers.keys()) {
    const actor = await actorOf(i_customer);
    const password = "An-API-password-4-tests!";
    // whether they may call is decided below
    await database().customer.update({ where: { i_customer }, data: { api_access: 1, api_mgmt: 1 } });
    // a key tells of its user's password by whom that was set, an API password of itself
    await database().webUser.updateMany({
      where: { i_customer },
      data: { password_set_by: null, password_foreign: false },
    });
    await updateOwnData(actor, { api_password: password });
    await operations.setPreferences(actor, { i_customer, bridge: 1 });
    programs.set(i_customer, { key: await keyOf(actor), login: actor.login ?? "", password });
    for (const level of levels) narrow.push(await narrowKey(dice, i_customer, level));
  }
  for (const one of world.customers.values()) {
    one.rights.api_access = one.id === 1 || dice.datatype.boolean(0.95) ? 1 : 0;
    one.rights.api_mgmt = one.id === 1 || dice.datatype.boolean(0.95) ? 1 : 0;
    const { api_access, api_mgmt } = one.rights;
    await database().customer.update({ where: { i_customer: one.id }, data: { api_access, api_mgmt } });
  }
  for (const one of world.customers.values()) {
    if (one.id === 1 || !dice.datatype.boolean(0.08)) continue;
    await operations.blockCustomer(await actorOf(1), { i_customer: one.id });
    one.blockedBy.add(1);
  }
  return { world, programs, narrow };
}

async function narrowKey(dice: Faker, i_customer: number, level: (typeof levels)[number]): Promise<Narrow> {
  const areas = Object.fromEntries(
    keyAreas.flatMap((area) => {
      const reach = dice.helpers.arrayElement(["read", "write", "write", null] as const);
      return reach === null ? [] : [[area, reach] as const];
    }),
  );
  // every key reaches something
  areas.customers ??= "read";
  const { i_web_user, login } = await (async () => {
    if (level === "ADMINISTRATOR") return await actorOf(i_customer);
    const web_login = `${level} of ${i_customer}`;
    const added = await operations.addWebUser(systemActor, {
      i_customer,
      web_login,
      web_password: "Correct-horse-7-battery-staple!",
      access_level: level,
    });
    return { i_web_user: added.i_web_user, login: web_login };
  })();
  const actor = { ...(await actorOf(i_customer)), i_web_user, login, access_level: level };
  return { i_customer, level, areas, key: await keyOf(actor, areas) };
}

/** Does a call of the model where it may be done. */
async function done(world: World, call: Call): Promise<void> {
  // the operations differ in their results, but this uses only what they have in common
  const act = operations[call.operation as keyof typeof operations] as (
    actor: typeof systemActor,
    raw: object,
  ) => Promise<object>;
  try {
    follow(world, call, await act(systemActor, call.input));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** The same once more, for whoever goes on from the beginning. */
export function copyOf(world: World): World {
  return Object.assign(new World(), structuredClone({ ...world }));
}
