import { text } from "@/attributes/kinds/text";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { suggestColumns } from "../files/import/columns/suggest-columns";
import type { Source, Suggestion } from "../files/import/target";
import { type KeysetPage, keysetPage, readCursor } from "../input/cursor";
import { readId } from "../input/read-id";
import { rowsIn } from "../input/read-page";
import { byKind, readFilter } from "../input/read-parameter";
import { operation } from "../operation/operation";
import { type ImportAct, type ImportedFile, importActOf } from "./acts/import-act";
import { headersOf, openCells } from "./import/cells";
import type { ImportFigures } from "./import/import-figures";
import type { ImportProblem, ImportRow, ImportVerdict } from "./import/import-row";
import { shownCells } from "./import/mended-cells";
import { importOf, type Remembered, rememberedMapping } from "./map-import";

const needs = {
  about: { what: "job", by: ["i_job"], whose: "own" },
  right: null,
  acts: ["manage"],
  scope: "none",
} as const;

/** A kind of problem, and how many rows have it. */
export type ProblemGroup = {
  /** one of them */
  readonly problem: ImportProblem;
  readonly count: number;
  /** how many different values they name */
  readonly kinds: number;
  /** of rows with more cells than columns: how many the longest has */
  readonly cells: number | null;
};

/** An import that is being prepared, as its pages show it. */
export type ToldImport = Omit<ImportedFile, "headers"> & {
  readonly headers: readonly string[];
  readonly i_job: number;
  readonly state: Job["state"];
  readonly i_scope: number;
  /** null: nobody has said yet what the columns mean */
  readonly act: Omit<ImportAct, "seed"> | null;
  readonly suggested: readonly Suggestion[];
  /** the program that wrote the file; null: this one, or none that we know */
  readonly program: Exclude<Source, "trellis"> | null;
  readonly remembered: Remembered | null;
  /** the first rows, so that people see what is in the columns; secrets are not among them: see `shownCells` */
  readonly samples: readonly (readonly string[])[];
  readonly figures: ImportFigures | null;
  readonly groups: readonly ProblemGroup[];
  /** how many cells a row has at most beyond the columns */
  readonly beyond: number;
  /** the passwords that it made: they wait for whoever takes them, or are gone; `none` were made */
  readonly passwords: "none" | "waiting" | "gone";
};

type Job = Awaited<ReturnType<typeof importOf>>;

/** Tells an import: its columns with the first rows, what was said of them, and what its examination has found so far. @throws Refusal 404 */
export const getImport = operation({
  name: "getImport",
  needs,
  effect: "reads",
  input: (raw) => ({ i_job: readId(raw, "i_job") }),
  async run({ db, actor, input: { i_job } }): Promise<{ import: ToldImport }> {
    const job = await importOf(db, i_job);
    // what was read from the column is what `beginImport` stored
    const { file = "", format = "csv" } = job.selection as Partial<ImportedFile>;
    const headers = headersOf(job);
    const act = importActOf(job.act);
    const { seed = null, ...shown } = act ?? {};
    const first = await readRows<{ cells: Uint8Array }>(
      db,
      Prisma.sql`SELECT cells FROM import_rows WHERE i_job = ${i_job} ORDER BY "row" LIMIT 3`,
    );
    const samples = first.map(({ cells }) => openCells(cells));
    const suggested = suggestColumns(headers, samples);
    const groups = await problemGroups(db, i_job);
    return {
      import: {
        i_job,
        state: job.state,
        i_scope: job.i_scope,
        file,
        format,
        headers,
        act: act ? (shown as Omit<ImportAct, "seed">) : null,
        remembered: await rememberedMapping(actor, headers),
        suggested: suggested.columns,
        program: suggested.source === "trellis" ? null : suggested.source,
        samples: samples.map((cells) =>
          shownCells(act?.columns ?? suggested.columns.map(({ target }) => target), cells),
        ),
        figures: job.preview as ImportFigures | null,
        groups,
        beyond: Math.max(0, ...groups.map(({ cells }) => (cells ?? 0) - headers.length)),
        passwords: (await madePasswords(db, job)) ? (seed === null ? "gone" : "waiting") : "none",
      },
    };
  },
});

/** Whether an import that has ended gave somebody a password that it made. */
async function madePasswords(db: Queries, { i_job, state, act }: Job): Promise<boolean> {
  if ((state !== "done" && state !== "stopped") || importActOf(act)?.first !== "generated") return false;
  const created = JSON.stringify([{ operation: "createCustomer" }]);
  const rows = await readRows(
    db,
    Prisma.sql`
    SELECT "row" FROM job_rows WHERE i_job = ${i_job} AND outcome = 'changed' AND steps @> ${created}::jsonb LIMIT 1`,
  );
  return rows.length > 0;
}

/** How many kinds of problems we tell. */
const mostGroups = 30;

async function problemGroups(db: Queries, i_job: number): Promise<ProblemGroup[]> {
  return await readRows(
    db,
    Prisma.sql`
    SELECT (array_agg(p.problem))[1] AS problem, count(*)::int AS count, count(DISTINCT p.problem->'values')::int AS kinds,
           max((p.problem#>>'{values,cells}')::int) FILTER (WHERE p.problem->>'key' = 'import_long_row') AS cells
      FROM import_rows r, jsonb_array_elements(r.problems) AS p (problem)
     WHERE r.i_job = ${i_job} AND r.verdict = 'problem'
     GROUP BY p.problem->>'key', p.problem->>'column', p.problem->>'attribute'
     ORDER BY count(*) DESC LIMIT ${mostGroups}::int`,
  );
}

const words = byKind(text({ max: 64 }));

/** A row of a file with what is wrong in it. Secrets are not among its cells: see `shownCells`. */
export type ToldImportRow = {
  readonly row: number;
  readonly name: string;
  readonly cells: readonly string[];
  readonly verdict: ImportVerdict | null;
  readonly problems: readonly ImportProblem[];
};

/** Lists the rows of an import that have a problem, in their order; pages by keyset. A page of 20, or what our own code asks for. @throws Refusal 404 */
export const listImportProblems = operation({
  name: "listImportProblems",
  needs,
  effect: "reads",
  input: (raw) => ({
    i_job: readId(raw, "i_job"),
    key: readFilter(raw, "key", words) ?? null,
    cursor: readCursor(typeof raw.after === "string" ? raw.after : null, "int"),
    // addresses hold text, so only our own code passes a number
    limit: rowsIn(raw.limit, 20),
  }),
  async run({ db, input: { i_job, key, cursor, limit } }): Promise<KeysetPage<ToldImportRow>> {
    const columns = importActOf((await importOf(db, i_job)).act)?.columns ?? [];
    const backwards = cursor?.backwards ?? false;
    const all = [Prisma.sql`i_job = ${i_job} AND verdict IN ('problem', 'later')`];
    if (key !== null) all.push(Prisma.sql`problems @> ${JSON.stringify([{ key }])}::jsonb`);
    if (cursor) all.push(Prisma.sql`"row" ${Prisma.raw(backwards ? "<" : ">")} ${cursor.id}`);
    const found = await readRows<Pick<ImportRow, "row" | "name" | "cells" | "verdict" | "problems">>(
      db,
      Prisma.sql`
      SELECT "row", name, cells, verdict, problems FROM import_rows WHERE ${Prisma.join(all, " AND ")}
       ORDER BY "row" ${Prisma.raw(backwards ? "DESC" : "ASC")} LIMIT ${limit + 1}::int`,
    );
    const page = keysetPage(found, { cursor, limit }, ({ row }) => ["0", row]);
    return {
      ...page,
      rows: page.rows.map(({ cells, problems, ...row }) => ({
        ...row,
        cells: shownCells(columns, openCells(cells)),
        problems: problems ?? [],
      })),
    };
  },
});
