import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { readCursor, rowsBefore, writeCursor } from "../input/cursor";
import { readId } from "../input/read-id";
import { readPage } from "../input/read-page";
import { notFound } from "../operation/demands";
import { operation } from "../operation/operation";
import type { KeptRefusal } from "./job/kept-refusal";
import { type TellableRow, type ToldJob, toldColumns, toldJob } from "./job/told-job";

/** Lists the jobs of the actor's own customer: those that run or rest first, then the others, the latest first. */
export const listJobs = operation({
  name: "listJobs",
  needs: { about: "scope", right: null, acts: ["read"], scope: "none" },
  effect: "reads",
  input: (raw, actor) => readPage(raw, actor),
  async run({ db, actor, input: { offset, limit } }): Promise<{ jobs: ToldJob[]; more: boolean }> {
    const rows = await readRows<TellableRow>(
      db,
      Prisma.sql`
      SELECT ${toldColumns} FROM jobs j
       WHERE j.i_customer = ${actor.i_customer} AND (j.state <> 'draft' OR j.i_web_user = ${actor.i_web_user}::int)
       ORDER BY (j.state IN ('running', 'paused')) DESC, j.i_job DESC LIMIT ${limit + 1}::int OFFSET ${offset}::int`,
    );
    return {
      jobs: rows.slice(0, limit).map((row) => toldJob(actor, row)),
      more: rows.length > limit,
    };
  },
});

/** Tells one of them, with what its examination has found. @throws Refusal 404 */
export const getJobInfo = operation({
  name: "getJobInfo",
  needs: { about: { what: "job", by: ["i_job"], whose: "own" }, right: null, acts: ["read"], scope: "none" },
  effect: "reads",
  input: (raw) => ({ i_job: readId(raw, "i_job") }),
  async run({ db, actor, input: { i_job } }): Promise<{ job: ToldJob }> {
    const [row] = await readRows<TellableRow>(
      db,
      Prisma.sql`SELECT ${toldColumns} FROM jobs j WHERE j.i_job = ${i_job}`,
    );
    if (!row) throw notFound();
    return { job: toldJob(actor, row) };
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
};

const outcomes = ["changed", "unchanged", "refused", "waiting"] as const;

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
    outcome: outcomes.find((outcome) => outcome === raw.outcome) ?? null,
    cursor: readCursor(typeof raw.after === "string" ? raw.after : null, "int"),
    // addresses hold text, so only our own code passes a number
    limit: typeof raw.limit === "number" ? raw.limit : 50,
  }),
  async run({
    db,
    input: { i_job, outcome, cursor, limit },
  }): Promise<{ rows: ToldRow[]; next: string | null; previous: string | null }> {
    const backwards = cursor?.backwards ?? false;
    const all = [Prisma.sql`i_job = ${i_job}`];
    if (outcome === "waiting") all.push(Prisma.sql`outcome IS NULL`);
    else if (outcome !== null) all.push(Prisma.sql`outcome = ${outcome}`);
    if (cursor) all.push(Prisma.sql`"row" ${Prisma.raw(backwards ? "<" : ">")} ${cursor.id}`);
    const found = await readRows<ToldRow>(
      db,
      Prisma.sql`
      SELECT "row", i_customer, name, outcome, why, at FROM job_rows WHERE ${Prisma.join(all, " AND ")}
       ORDER BY "row" ${Prisma.raw(backwards ? "DESC" : "ASC")} LIMIT ${limit + 1}::int`,
    );
    const more = found.length > limit;
    const rows = found.slice(0, limit);
    if (backwards) rows.reverse();
    const [first, last] = [rows[0], rows.at(-1)];
    const preceded = backwards ? more : cursor !== null;
    const before = rowsBefore(cursor, rows.length, preceded);
    return {
      rows,
      next: last && (backwards || more) ? writeCursor("0", last.row, false, before + rows.length) : null,
      previous: first && preceded ? writeCursor("0", first.row, true, before) : null,
    };
  },
});
