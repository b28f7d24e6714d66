import type { AccessLevel } from "@/server/actor/access-levels";
import type { Actor } from "@/server/actor/actor";
import { operations } from "@/server/doors/operations";
import { findKeyCaller } from "@/server/programs/keys/find-key-caller";
import { freshName } from "../../../builders";

export const password = "correct horse battery";
export const here = "192.0.2.7";
export const given = { name: "Billing", areas: { customers: "write", money: "read" } };

/** Makes a key, and comes with it as the REST door lets somebody come. */
export async function byKey(owner: Actor, more: Readonly<Record<string, unknown>> = {}) {
  const made = await operations.makeKey(owner, { ...given, ...more });
  return { ...made, actor: await cameBy(made.key) };
}

export async function cameBy(text: string): Promise<Actor> {
  const caller = await findKeyCaller(text, here);
  if (!caller) throw new Error("the key is valid");
  const { i_customer, i_web_user, login, access_level, credential_set_by: credentialSetBy, key } = caller;
  return { door: "rest", i_customer, i_web_user, login, access_level, address: here, credentialSetBy, key };
}

/** Another web user of a customer, as an actor of that level. */
export async function colleague(of: Actor, access_level: AccessLevel): Promise<Actor> {
  const login = freshName("colleague");
  const { i_web_user } = await operations.addWebUser(of, {
    i_customer: of.i_customer,
    web_login: login,
    web_password: password,
    access_level,
  });
  return { ...of, i_web_user, login, access_level };
}

export const isTaken = async (text: string) => (await findKeyCaller(text, here)) !== null;
