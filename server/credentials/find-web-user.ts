import type { AccessLevel } from "../actor/access-levels";
import type { Actor } from "../actor/actor";
import type { Queries } from "../database/client";
import { Refusal } from "../ground/refusal";
import { auditOpening } from "../operation/audit";
import { demandAct, notFound } from "../operation/demands";
import { demand, effectiveRights } from "../tree/rights";
import { lineageOf, type Node } from "../tree/tree";

/** A customer whose web users somebody asks about: the actor's own, or any below. */
export type Owner = {
  readonly self: boolean;
  /** the nodes from the root to the customer */
  readonly lineage: readonly Node[];
  readonly customer: Node;
};

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

/**
 * Finds a customer and checks that the actor may manage its web users: one's own customer needs no right, customers below
 * need the right to edit customers.
 * @throws Refusal 404 no such customer, or not yours · 403 right
 */
export async function openOwner(
  db: Queries,
  actor: Actor,
  i_customer: number,
  to: "read" | "change",
): Promise<Owner> {
  const lineage = await lineageOf(db, i_customer);
  const customer = lineage.at(-1);
  const home = lineage.findIndex((node) => node.i_customer === actor.i_customer);
  if (!customer || home < 0) throw notFound();
  const self = home === lineage.length - 1;
  if (!self && to === "change") {
    demand(effectiveRights(lineage.slice(0, home + 1)), { area: "customers", action: "edit" });
  }
  // reading about people below the direct level leaves an entry
  if (!self && customer.i_wholesaler !== actor.i_customer) await auditOpening(db, actor, customer);
  return { self, lineage, customer };
}

/** Finds a web user and its customer. @throws Refusal 404, the same for nonexistent and not yours · 403 right */
export async function openWebUser(
  db: Queries,
  actor: Actor,
  i_web_user: number,
  to: "read" | "change",
): Promise<Owner & { readonly user: WebUserHead }> {
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
  if (!user) throw noWebUser();
  try {
    const owner = await openOwner(db, actor, user.i_customer, to);
    // a constraint allows only known levels in the database
    return { ...owner, user: { ...user, access_level: user.access_level as AccessLevel } };
  } catch (error) {
    if (error instanceof Refusal && error.code === 404) throw noWebUser();
    throw error;
  }
}

/** Only an ADMINISTRATOR may manage their own colleagues, whatever people may do with sub-customers. */
export function demandLevelFor({ self }: Owner, actor: Actor): void {
  if (self) demandAct(actor, "web_users");
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

function noWebUser(): Refusal {
  return new Refusal(404, "There is no such web user, or it is not yours.", "i_web_user", {
    key: "not_found",
  });
}
