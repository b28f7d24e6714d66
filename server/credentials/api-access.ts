import { sourceOf } from "@/attributes/rights";
import { Prisma } from "../database/generated/client";
import type { Refusal } from "../ground/refusal";
import { effectiveRights } from "../tree/rights";
import { idsAlong, type Node } from "../tree/tree";
import { apiIsNotManaged, apiIsOff, isBlocked } from "./api-refusals";

/** What decides whether a program that proved who it is may call. */
export type ProgramStanding = {
  readonly access: "given" | "off" | "parent may not";
  /** whether the customer, an ancestor or the web user is blocked */
  readonly blocked: boolean;
};

/** The columns of it, of a customer `c` and its web user `w`. */
export type StandingRow = {
  readonly api_access: number;
  /** whether all ancestors may manage API access; null for root */
  readonly managed_above: number | null;
  readonly blocked: boolean;
};

const managed = Prisma.raw(sourceOf("api_access"));
const lineage = idsAlong(Prisma.sql`c.path`);

export const standingColumns = Prisma.sql`
  c.api_access,
  (SELECT bit_and(a.${managed}) FROM customers a
    WHERE a.i_customer = ANY (${lineage}) AND a.i_customer <> c.i_customer) AS managed_above,
  EXISTS (SELECT FROM blocks b
           WHERE b.i_web_user = w.i_web_user OR b.i_customer = ANY (${lineage})) AS blocked`;

/** Reads the columns. */
export function standingIn({ api_access, managed_above, blocked }: StandingRow): ProgramStanding {
  const access = api_access !== 1 ? "off" : managed_above === 0 ? "parent may not" : "given";
  return { access, blocked };
}

/** Why a program that proved who it is may not call; null: it may. Source: semantics, 'The XML-RPC door'. */
export function standingRefusal({ access, blocked }: ProgramStanding): Refusal | null {
  if (access === "off") return apiIsOff();
  if (access === "parent may not") return apiIsNotManaged();
  return blocked ? isBlocked() : null;
}

/** Demands that programs of the customer at the end of a lineage may call at all. @throws Refusal 403 */
export function demandApiAccess(nodes: readonly Node[]): void {
  if (nodes.at(-1)?.api_access !== 1) throw apiIsOff();
  if (effectiveRights(nodes).api_access === 0) throw apiIsNotManaged();
}
