import { type Actor, isWebUser } from "../actor/actor";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { readId } from "../input/read-id";
import { idsOn, type Node, within } from "../tree/tree";
import type { BlockReason } from "./block-reasons";

/** What a reader may know of a block. If somebody above the reader set it: only that it stands, and since when. */
export type ToldBlock = {
  readonly since: Date;
  /** null: 'your provider' */
  readonly by_name: string | null;
  readonly by_login: string | null;
  /** set by the reader's own customer */
  readonly mine: boolean;
  /** set by the reader's customer or below it, so that the reader may lift it */
  readonly liftable: boolean;
  readonly reason: BlockReason | null;
  /** only for web users of the customer that set the block */
  readonly note: string | null;
  /** what the blocked customer reads */
  readonly text: string | null;
};

/**
 * The columns of block `b`, set by `s`, that a reader may know: the rest never leaves the database.
 * Source: semantics, 'The tree' and 'Delete, block'.
 */
export function toldBlock(actor: Actor, lineage: readonly Node[]): Prisma.Sql {
  const known = setWithin(homeOf(actor, lineage));
  const told = (column: string) => Prisma.sql`CASE WHEN ${known} THEN ${Prisma.raw(column)} END`;
  const noteIsTheirs = isWebUser(actor) ? Prisma.sql`b.set_by_customer = ${actor.i_customer}` : never;
  return Prisma.sql`b.set_at AS since, ${told("s.name")} AS by_name, ${told("b.set_by_login")} AS by_login,
    ${told("b.reason")} AS reason, ${told("b.text")} AS text,
    CASE WHEN ${noteIsTheirs} THEN b.note END AS note,
    coalesce(b.set_by_customer = ${actor.i_customer}, false) AS mine, coalesce(${known}, false) AS liftable`;
}

/** The condition that the setter `s` of a block is a customer or below it. */
export function setWithin({ path }: Node): Prisma.Sql {
  return within(Prisma.sql`s.path`, path);
}

/** The reader's own customer in the lineage of the scope. */
export function homeOf(actor: Actor, lineage: readonly Node[]): Node {
  const home = lineage.find(({ i_customer }) => i_customer === actor.i_customer);
  if (!home) throw new Error("the scope is the actor's customer or below it");
  return home;
}

const never = Prisma.sql`false`;

/** A block as the customer whose user set it wrote it. */
export type BlockSet = {
  readonly set_by: number;
  readonly reason: string;
  readonly note: string;
  readonly text: string;
};

/** The same as it was stored, for whoever puts it back. */
export type StoredBlock = BlockSet & {
  readonly i_block: number;
  readonly set_at: string;
  readonly set_by_login: string | null;
};

/** The columns of it. */
export const storedBlock = Prisma.sql`set_by_customer AS set_by, reason, note, text, i_block, set_at, set_by_login`;

/** Reads whose block is meant; absent: the actor's own, or any. @throws Refusal 400 */
export function readSetter(raw: Readonly<Record<string, unknown>>): { readonly set_by: number | undefined } {
  return { set_by: raw.set_by === undefined ? undefined : readId(raw, "set_by") };
}

/** Whose blocks of a customer an actor sets and lifts: its own, and those of anybody between the two. */
export function settersBelow(
  { i_customer }: Pick<Actor, "i_customer">,
  { path }: { readonly path: string },
): number[] {
  const lineage = idsOn(path);
  return lineage.slice(lineage.indexOf(i_customer), -1);
}

/** Finds the block that a customer has set on another. */
export async function findBlockBy(
  db: Queries,
  i_customer: number,
  set_by: number,
): Promise<StoredBlock | null> {
  const [row] = await readRows<StoredBlock>(
    db,
    Prisma.sql`
    SELECT ${storedBlock} FROM blocks
     WHERE i_customer = ${i_customer} AND set_by_customer = ${set_by}`,
  );
  return row ?? null;
}
