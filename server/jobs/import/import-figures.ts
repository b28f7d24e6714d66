import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";
import { type Figures, noFigures } from "../job/figures";

/** How far the examination of a file has come, beside what that of every job tells. */
export type ImportFigures = Figures & {
  /** the last row whose name and parent are known; null: all are, and how they belong together */
  readonly keyed: number | null;
  readonly create: number;
  readonly update: number;
  /** rows that nobody could look at yet, and from when on somebody can, in ISO 8601 */
  readonly later: number;
  readonly until: string | null;
};

/** Counts what became of the rows so far. */
export async function countVerdicts(
  db: Queries,
  i_job: number,
): Promise<Record<"total" | "create" | "update" | "unchanged" | "problem" | "later", number>> {
  const [row] = await readRows<
    Record<"total" | "create" | "update" | "unchanged" | "problem" | "later", number>
  >(
    db,
    Prisma.sql`
    SELECT count(*)::int AS total, count(*) FILTER (WHERE verdict = 'create')::int AS "create",
           count(*) FILTER (WHERE verdict = 'update')::int AS "update",
           count(*) FILTER (WHERE verdict = 'unchanged')::int AS unchanged,
           count(*) FILTER (WHERE verdict = 'problem')::int AS problem,
           count(*) FILTER (WHERE verdict = 'later')::int AS later
      FROM import_rows WHERE i_job = ${i_job}`,
  );
  if (!row) throw new Error("a count has a row");
  return row;
}

/** Figures as the job keeps them. */
export function importFigures(
  counted: Awaited<ReturnType<typeof countVerdicts>>,
  {
    keyed,
    until,
    at,
  }: { readonly keyed: number | null; readonly until: Date | null; readonly at?: string | undefined },
): ImportFigures {
  const { total, create, update, unchanged, problem, later } = counted;
  const examined = create + update + unchanged + problem;
  return {
    ...noFigures(total, false, at),
    examined,
    ended: keyed === null && examined + later === total,
    changed: create + update,
    unchanged,
    refused: problem,
    keyed,
    create,
    update,
    later,
    until: later > 0 ? (until?.toISOString() ?? null) : null,
  };
}

/** Figures of a file of which no row counts as examined. */
export async function noImportFigures(db: Queries, i_job: number): Promise<ImportFigures> {
  const { total } = await countVerdicts(db, i_job);
  const counted = { total, create: 0, update: 0, unchanged: 0, problem: 0, later: 0 };
  return importFigures(counted, { keyed: 0, until: null });
}
