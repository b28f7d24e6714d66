import type { Actor } from "../actor";
import { Prisma } from "../database/generated/client";
import { below, type Node } from "./tree";

/**
 * The condition that a customer `c` can be read, blocked or unblocked from a scope. Programs reach everybody below it;
 * people work on a deeper customer in the scope of its parent. Source: semantics, 'Belongs to'.
 */
export function inReach({ door }: Actor, scope: Node): Prisma.Sql {
  const isPerson = door === "web" || door === "support";
  return isPerson ? Prisma.sql`c.i_wholesaler = ${scope.i_customer}` : below(Prisma.sql`c.path`, scope);
}
