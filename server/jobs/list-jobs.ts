import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { type KeysetPage, keysetPage, readCursor, rowsBefore, writeCursor } from "../input/cursor";
import { readId } from "../input/read-id";
import { readPage, rowsIn } from "../input/read-page";
import { oneOf, readFilter } from "../input/read-parameter";
import { notFound } from "../operation/demands";
import type { Step } from "../operation/job-row";
import { jobSeenBy } from "../operation/kinds-of-target";
import { operation } from "../operation/operation";
import { findNames, type Names } from "../record/find-names";
import { importKind } from "./acts/import-act";
import type { KeptRefusal } from "./job/kept-refusal";
import { type TellableRow, type ToldJob, toldColumns, toldJob } from "./job/told-job";

/**
 * Lists the jobs of the actor's own customer: those that run or rest first, then the others, the latest first. Pages go on by
 * `after`; programs have `offset` and `limit` as well.
 */
export const listJobs = operation({
  name: "listJobs",
  needs: { about: "scope", right: null, acts: ["read"], scope: "none" },
  effect: "reads",
  input: (raw, actor) => ({
    ...readPage(raw, actor),
    cursor: readCursor(typeof raw.after === "string" ? raw.after : null, "int"),
  }),
  async run({
    db,
    actor,
    input: { offset, limit, cursor },
  }): Promise<{ jobs: ToldJob[]; more: boolean; next: string | null }> {
    const lasts = Prisma.sql`j.state IN ('running', 'paused')`;
    const rows = await readRows<TellableRow>(
      db,
      Prisma.sql`
      SELECT ${toldColumns} FROM jobs j
       WHERE j.i_customer = ${actor.i_customer} AND ${jobSeenBy(actor, Prisma.sql`j`)}
             ${cursor ? Prisma.sql`AND ((${lasts})::int, j.i_job) < (${Number(cursor.value)}, ${cursor.id})` : Prisma.empty}
       ORDER BY (${lasts}) DESC, j.i_job DESC LIMIT ${limit + 1}::int OFFSET ${offset}::int`,
    );
    const [jobs, more] = [rows.slice(0, limit), rows.length > limit];
    const last = jobs.at(-1);
    return {
      jobs: jobs.map((row) => toldJob(actor, row)),
      more,
      next:
        last && more
          ? writeCursor(
              last.state === "running" || last.state === "paused" ? "1" : "0",
              last.i_job,
              false,
              rowsBefore(cursor, jobs.length, cursor !== null) + jobs.length,
            )
          : null,
    };
  },
});

/** Why some customers of a job were refused. */
export type RefusedFor = { readonly why: KeptRefusal; readonly count: number };

/** The reasons that are told of a job. */
const mostReasons = 20;

/**
 * Tells one of them, with what its examination has found; with `reasons`, which only our own code asks for, also why customers
 * were refused, the most frequent first. @throws Refusal 404
 */
export const getJobInfo = operation({
  name: "getJobInfo",
  needs: { about: { what: "job", by: ["i_job"], whose: "own" }, right: null, acts: ["read"], scope: "none" },
  effect: "reads",
  input: (raw) => ({ i_job: readId(raw, "i_job"), reasons: raw.reasons === true }),
  async run({ db, actor, input }): Promise<{ job: ToldJob; reasons: readonly RefusedFor[] }> {
    const [row] = await readRows<TellableRow>(
      db,
      Prisma.sql`SELECT ${toldColumns} FROM jobs j WHERE j.i_job = ${input.i_job}`,
    );
    if (!row) throw notFound();
    const reasons =
      input.reasons && row.refused > 0
        ? await readRows<RefusedFor>(
            db,
            Prisma.sql`
            SELECT (array_agg(why))[1] AS why, count(*)::int AS count FROM job_rows
             WHERE i_job = ${input.i_job} AND outcome = 'refused' GROUP BY why->>'key', why->>'attribute', why#>>'{values,attributes}'
             ORDER BY count(*) DESC LIMIT ${mostReasons}::int`,
          )
        : [];
    return { job: toldJob(actor, row), reasons };
  },
});

/** What a job did with one customer, or a row of a file. */
export type ToldRow = {
  readonly row: number;
  readonly i_customer: number | null;
  readonly name: string;
  /** null: it waits */
  readonly outcome: "changed" | "unchanged" | "refused" | null;
  readonly why: KeptRefusal | null;
  readonly at: Date | null;
  /** the operations that did it, each with what it changed as the history has it */
  readonly did: readonly Pick<Step, "operation" | "changes">[];
  /** the currency of its amounts; null: the customer is gone */
  readonly currency: string | null;
};

/** Some rows of a report, with the names of what their changes refer to. */
export type ReportPage = KeysetPage<ToldRow> & { readonly names: Names };

/** What a report can be narrowed to. */
export const outcomes = ["changed", "unchanged", "refused", "waiting"] as const;

/**
 * Lists the rows of a job's report in their order, all or those of one `outcome`; pages by keyset. A page of 50, or what our
 * own code asks for. @throws Refusal 404
 */
export const listJobRows = operation({
  name: "listJobRows",
  needs: { about: { what: "job", by: ["i_job"], whose: "own" }, right: null, acts: ["read"], scope: "none" },
  effect: "reads",
  input: (raw) => ({
    i_job: readId(raw, "i_job"),
    outcome: readFilter(raw, "outcome", oneOf(outcomes)) ?? null,
    cursor: readCursor(typeof raw.after === "string" ? raw.after : null, "int"),
    // addresses hold text, so only our own code passes a number
    limit: rowsIn(raw.limit, 50),
  }),
  async run({ db, input: { i_job, outcome, cursor, limit } }): Promise<ReportPage> {
    const backwards = cursor?.backwards ?? false;
    const all = [Prisma.sql`i_job = ${i_job}`];
    if (outcome === "waiting") all.push(Prisma.sql`outcome IS NULL`);
    else if (outcome !== null) all.push(Prisma.sql`outcome = ${outcome}`);
    if (cursor) all.push(Prisma.sql`"row" ${Prisma.raw(backwards ? "<" : ">")} ${cursor.id}`);
    // a row on a customer is told by its id, in whatever order they are done
    const found = await readRows<StoredRow>(
      db,
      Prisma.sql`
      WITH j AS (
        SELECT j.kind, s.path FROM jobs j LEFT JOIN customers s ON s.i_customer = j.i_scope WHERE j.i_job = ${i_job}),
      page AS (
        SELECT * FROM job_rows WHERE ${Prisma.join(all, " AND ")}
         ORDER BY "row" ${Prisma.raw(backwards ? "DESC" : "ASC")} LIMIT ${limit + 1}::int)
      SELECT CASE WHEN j.kind = ${importKind} THEN r."row" ELSE coalesce(r.i_customer, r."row") END AS "row",
             r."row" AS place, r.i_customer, r.name, r.outcome, r.why, r.at, coalesce(r.steps, '[]') AS steps,
             c.base_currency AS currency, j.path
        FROM j, page r LEFT JOIN customers c ON c.i_customer = r.i_customer
       ORDER BY r."row" ${Prisma.raw(backwards ? "DESC" : "ASC")}`,
    );
    const page = keysetPage(found, { cursor, limit }, ({ place }) => ["0", place]);
    const path = page.rows[0]?.path ?? null;
    const changes = page.rows.flatMap(({ steps }) => steps.map((step) => ({ changes: step.changes ?? {} })));
    return {
      ...page,
      rows: page.rows.map(({ place: _place, path: _path, steps, ...row }) => ({
        ...row,
        did: steps.map(({ operation: by, changes: changed = {} }) => ({ operation: by, changes: changed })),
      })),
      names: path === null ? {} : await findNames(db, { path }, changes),
    };
  },
});

type StoredRow = Omit<ToldRow, "did"> & {
  readonly place: number;
  readonly steps: readonly Step[];
  /** of the job's scope; null: it was deleted */
  readonly path: string | null;
};
