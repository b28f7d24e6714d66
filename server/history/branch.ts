import { Prisma } from "../database/generated/client";
import { plannedAnew } from "../database/statement-names";
import { idsOn, type Node, within } from "../tree/tree";

/** Below the root there is an index for each of so many levels. */
const indexedLevels = 5;

/**
 * The condition that entry `h` is about a customer of the branch. An index on a prefix of the path cannot give the entries
 * of a branch by their time; one on the id at a level can, and finds the same, as no other path has that id there.
 */
export function inBranch({ path }: Node): Prisma.Sql {
  const ids = idsOn(path);
  const level = ids.length - 1;
  if (level < 1 || level > indexedLevels) return within(Prisma.sql`h.path`, path);
  // as it stands in the index, which no parameter would fit
  return Prisma.sql`${plannedAnew} split_part(h.path, '/', ${Prisma.raw(String(level + 1))}) = ${String(ids.at(-1))}`;
}

const dayMs = 24 * 60 * 60 * 1000;

/**
 * The condition that `h` is older than some moments and not in a month to come, which leaves the partitions of those aside.
 * It is one bound, the earliest: of several PostgreSQL may begin its way through an index at the latest. Clocks may differ.
 */
export function before(...moments: readonly Date[]): Prisma.Sql {
  return Prisma.sql`h.at < ${new Date(Math.min(Date.now() + dayMs, ...moments.map(Number)))}`;
}
