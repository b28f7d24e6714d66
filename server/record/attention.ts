import { Prisma } from "../database/generated/client";
import { isLow, isOver, stateOfRow } from "../sums/figures";
import type { EffectiveRights } from "../tree/rights";
import { within as isWithinPath, type Node } from "../tree/tree";
import { codesWith, dormantBits, rightsCode } from "./rights-code";

/** Why a customer needs attention. */
export const attentions = ["over", "low", "dormant"] as const;
export type Attention = (typeof attentions)[number];

/**
 * The condition that customer `c` needs attention; `rights` are the effective rights of its parent:
 * - `over`: it owes more than its credit limit allows;
 * - `low`: it can spend at most a tenth of its credit limit, or nothing if it has no limit, or less than the
 *   threshold below which we tell it that its balance is low;
 * - `dormant`: it has a right that is not in force, because its parent lacks that right.
 * @param within null: rows are tested; else a scope in which indexes find them
 */
export function needsAttention(
  attention: Attention,
  rights: EffectiveRights,
  within: Node | null = null,
): Prisma.Sql {
  switch (attention) {
    case "over":
      return isOver(stateOfRow);
    case "low":
      return within === null
        ? isLow({ ...stateOfRow, told: Prisma.sql`c.i_customer IN (${told})` })
        : Prisma.sql`c.i_customer = ANY (ARRAY(${lowWithin(within)})) AND NOT ${isOver(stateOfRow)}`;
    case "dormant":
      return isDormant(rights, within);
  }
}

/** `noteFunds` updates this flag whenever funds or the threshold change, so we need not compare them here. */
const told = Prisma.sql`SELECT p.i_customer FROM customer_preferences p WHERE p.low_balance_told`;

/**
 * Who may be low, by the indexes of just these: the planner cannot know how few they are, as no statistics compare two columns.
 */
function lowWithin({ path }: Node): Prisma.Sql {
  const funds = { balance: Prisma.sql`l.balance`, credit_limit: Prisma.sql`l.credit_limit` };
  return Prisma.sql`
    SELECT l.i_customer FROM customers l
     WHERE ${isWithinPath(Prisma.sql`l.path`, path)} AND ${isLow({ ...funds, told: Prisma.sql`false` })}
     UNION ALL ${told}`;
}

/** By what occurs among the customers of a parent, as planners cannot know that hardly anybody holds what the parent has not. */
function isDormant(rights: EffectiveRights, within: Node | null): Prisma.Sql {
  const bits = dormantBits(rights);
  // who has everything can have given nothing else
  if (bits === 0) return Prisma.sql`false`;
  return within === null
    ? Prisma.sql`(${rightsCode()} & ${bits}::int) <> 0`
    : Prisma.sql`${rightsCode()} = ANY (ARRAY(${codesWith(bits, within.i_customer)}))`;
}
