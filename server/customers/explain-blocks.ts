import type { Actor } from "../actor/actor";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readId } from "../input/read-id";
import { notFound } from "../operation/demands";
import { operation } from "../operation/operation";
import { homeOf, type ToldBlock, toldBlock } from "../record/told-block";
import { countBelow } from "../sums/read";
import { idsAlong, type Node, within } from "../tree/tree";

/** A block that stops a customer: on the customer itself, or on somebody above it. */
export type StandingBlock = ToldBlock & {
  readonly i_block: number;
  /** the blocked customer; null: it is above the reader, 'your provider' */
  readonly i_customer: number | null;
  readonly name: string | null;
  /** the block is on the customer itself */
  readonly own: boolean;
};

/**
 * Lists the blocks that stop a customer of the scope: its own and those above it, the nearest first, each as far as the
 * reader may know it. One statement. With `count` 1 it also counts the customers below, whom a block would stop too.
 * @throws Refusal 404
 */
export const explainBlocks = operation({
  name: "explainBlocks",
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "own-or-below" },
    right: null,
    acts: ["read"],
    scope: "i_wholesaler",
  },
  effect: "reads",
  input: (raw) => ({ i_customer: readId(raw, "i_customer"), count: raw.count === 1 || raw.count === "1" }),
  run: async ({ db, actor, lineage, input }) => await blocksOn(db, actor, lineage, input),
});

export type BlocksExplained = { readonly below: number | null; readonly blocks: StandingBlock[] };

/** The blocks on a customer in reach of a scope, and above it. @throws Refusal 404 it was deleted meanwhile */
export async function blocksOn(
  db: Queries,
  actor: Actor,
  lineage: readonly Node[],
  { i_customer, count }: { readonly i_customer: number; readonly count: boolean },
): Promise<BlocksExplained> {
  const seen = within(Prisma.sql`c.path`, homeOf(actor, lineage).path);
  const below = count ? countBelow(Prisma.sql`t.i_customer`, Prisma.sql`t.path`) : Prisma.sql`NULL::int`;
  const rows = await db.$queryRaw<(StandingBlock & { below: number | null })[]>`
    SELECT ${below} AS below, b.i_block, CASE WHEN ${seen} THEN c.i_customer END AS i_customer,
           CASE WHEN ${seen} THEN c.name END AS name, c.i_customer = t.i_customer AS own,
           ${toldBlock(actor, lineage)}
      FROM customers t
      LEFT JOIN (blocks b JOIN customers c ON c.i_customer = b.i_customer
                          LEFT JOIN customers s ON s.i_customer = b.set_by_customer)
        ON b.i_customer = ANY (${idsAlong(Prisma.sql`t.path`)})
     WHERE t.i_customer = ${i_customer}
     ORDER BY c.depth DESC, b.set_at, b.i_block`;
  const [first] = rows;
  if (!first) throw notFound();
  return {
    below: first.below,
    // without any block the join yields one row that has none
    blocks: rows.flatMap(({ below: _below, ...block }) => (block.i_block === null ? [] : [block])),
  };
}
