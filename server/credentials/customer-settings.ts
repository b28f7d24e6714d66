import type { CustomerValues } from "@/attributes/customer";
import { eachOf, type PersonalName, personalNames } from "@/attributes/lists";
import type { Actor } from "../actor/actor";
import type { Queries } from "../database/client";
import { audit } from "../operation/audit";
import { changesBetween, countedUp } from "../operation/changes";
import type { Node } from "../tree/tree";

/** The settings of those web users of a customer who chose none of their own. */
export type CustomerSettings = Readonly<Pick<CustomerValues, PersonalName>>;

/** What a web user has of its own; null: it follows the customer. */
export type ChosenSettings = { readonly [Name in PersonalName]: CustomerValues[Name] | null };

export const settingColumns = eachOf(personalNames, () => true);
const nothingOwn = eachOf(personalNames, () => null);

export async function customerSettings(db: Queries, i_customer: number): Promise<CustomerSettings> {
  return await db.customer.findUniqueOrThrow({ where: { i_customer }, select: settingColumns });
}

/** Whether a customer has only one web user, so that the settings of the customer and the person are the same. */
export async function isAlone(db: Queries, i_customer: number): Promise<boolean> {
  return (await db.webUser.count({ where: { i_customer } })) === 1;
}

/** Makes the acting person follow all settings of the customer if they are its only web user; else does nothing. */
export async function followCustomer(db: Queries, actor: Actor, customer: Node): Promise<void> {
  const { i_web_user } = actor;
  if (i_web_user === null || !(await isAlone(db, customer.i_customer))) return;
  const before = await db.webUser.findUniqueOrThrow({ where: { i_web_user }, select: settingColumns });
  const changes = changesBetween(before, nothingOwn);
  if (Object.keys(changes).length === 0) return;
  await db.webUser.update({
    where: { i_web_user },
    data: { ...nothingOwn, ...countedUp(changes) },
    select: { i_web_user: true },
  });
  await audit(db, actor, {
    operation: "editOwnSettings",
    target: customer,
    changes,
    detail: { web_login: actor.login },
  });
}
