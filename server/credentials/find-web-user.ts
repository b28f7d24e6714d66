import type { AccessLevel } from "../actor/access-levels";
import type { Actor } from "../actor/actor";
import type { Queries } from "../database/client";
import { Refusal } from "../ground/refusal";
import { kindsOfTarget } from "../operation/kinds-of-target";
import { editBelow } from "../operation/needs";

/** A web user, with what people who manage it need. */
export type WebUserHead = {
  readonly i_web_user: number;
  readonly i_customer: number;
  readonly login: string;
  readonly login_key: string;
  readonly name: string;
  readonly email: string;
  readonly access_level: AccessLevel;
  readonly default_user: boolean;
};

/** What people need to look after a web user: a colleague is for administrators alone. */
export const lookingAfter = {
  about: { what: "web_user", by: ["i_web_user"], whose: "own-or-below", opens: true },
  right: editBelow,
  acts: { own: ["look_after", "web_users"], below: ["look_after"] },
  scope: "none",
} as const;

/** What they need to manage one. */
export const managing = { ...lookingAfter, acts: ["web_users"] } as const;

/** Reads a web user that the wrapper has found. @throws Refusal 404 it was deleted meanwhile */
export async function webUserHead(db: Queries, i_web_user: number): Promise<WebUserHead> {
  const user = await db.webUser.findUnique({
    where: { i_web_user },
    select: {
      i_web_user: true,
      i_customer: true,
      login: true,
      login_key: true,
      name: true,
      email: true,
      access_level: true,
      default_user: true,
    },
  });
  if (!user) throw kindsOfTarget.web_user.missing("i_web_user");
  // a constraint allows only known levels in the database
  return { ...user, access_level: user.access_level as AccessLevel };
}

/** Keeps people from locking themselves out. @throws Refusal 409 */
export function demandAnother(actor: Actor, i_web_user: number): void {
  if (actor.i_web_user !== i_web_user) return;
  throw new Refusal(409, "This is your own log-in; ask another administrator", "i_web_user", {
    key: "own_web_user",
  });
}

/** The default web user is always ADMINISTRATOR and cannot be removed. Source: semantics, 'Access levels'. @throws Refusal 409 */
export function demandNotDefault({ default_user }: WebUserHead): void {
  if (!default_user) return;
  throw new Refusal(409, "The default web user is always ADMINISTRATOR and cannot be removed", "i_web_user", {
    key: "default_web_user",
  });
}
