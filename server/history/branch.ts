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
 * The earliest of some moments and of tomorrow: what is before it is in no month to come, which leaves the partitions of those
 * aside. It is one bound: of several PostgreSQL may begin its way through an index at the latest. Clocks may differ.
 */
export function earliestOf(...moments: readonly Date[]): Date {
  return new Date(Math.min(Date.now() + dayMs, ...moments.map(Number)));
}

/** Entries before a moment, and from another one on, if there is one. */
export type Span = { readonly since?: Date; readonly until: Date };

/** The conditions that the moment of an entry is in a span: values, so that PostgreSQL leaves other months aside while it plans. */
export function inSpan(at: Prisma.Sql, { since, until }: Span): Prisma.Sql[] {
  return [Prisma.sql`${at} < ${until}`, ...(since ? [Prisma.sql`${at} >= ${since}`] : [])];
}

/**
 * How far back a page looks at first, in milliseconds. PostgreSQL plans a way through each month that it cannot leave aside, which
 * takes some 0.4 ms each: more than to read a page of a branch in which much happens.
 */
const recentMs = 62 * dayMs;

/** When to begin to look for what was before a moment; further back only if that does not fill a page. */
export function recentBefore(moment: Date): Date {
  return new Date(moment.getTime() - recentMs);
}
