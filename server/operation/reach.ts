import type { Actor } from "../actor/actor";
import { Prisma } from "../database/generated/client";
import { below, type Node } from "../tree/tree";

/**
 * The condition that a scope can read, block or unblock customer `c`. Programs reach everybody below the scope; people
 * work on a deeper customer in the scope of its parent. Source: semantics, 'Belongs to'.
 */
export function inReach({ door }: Actor, scope: Node): Prisma.Sql {
  const isPerson = door === "web" || door === "support";
  return isPerson ? Prisma.sql`c.i_wholesaler = ${scope.i_customer}` : below(Prisma.sql`c.path`, scope);
}
