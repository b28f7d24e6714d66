import { randomUUID } from "node:crypto";
import { database, inTransaction, type Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { writeRows } from "../database/rows";
import { Refusal } from "../ground/refusal";
import { readId } from "../input/read-id";
import { operation } from "../operation/operation";
import { enqueue } from "../queue/enqueue";
import { type ImportAct, importActOf } from "./acts/import-act";
import { tableOf } from "./begin-import";
import { sealHeaders } from "./import/cells";
import { countVerdicts, type ImportFigures, importFigures } from "./import/import-figures";
import { badNumber, mendedFile } from "./import/mended-file";
import { forgetStaged, stageLongRows, stageRows, swapStaged } from "./import/staged-rows";
import type { Job } from "./job/job";
import { examinationKey } from "./job/job-key";
import { demandState } from "./job/start-demands";
import { demandSteering } from "./job/told-job";
import { demandHeaders, importOf } from "./map-import";
import { examineJob } from "./run/examine-job";

const needs = {
  about: { what: "job", by: ["i_job"], whose: "own" },
  right: null,
  acts: ["manage"],
  scope: "none",
} as const;

/**
 * Mends a row of an import that has a problem: `cells` by the number of their column, the others stay. All rows are then looked at again
 * as far as they hang together; examination goes on.
 * @throws Refusal 400 · 403 · 404 no such import or row · 409 it has begun, or its drafts take too much
 */
export const mendImportRow = operation({
  name: "mendImportRow",
  needs,
  effect: "writes",
  input: (raw) => ({
    i_job: readId(raw, "i_job"),
    row: readId(raw, "row"),
    cells: readMended(raw.cells),
  }),
  async run({ db, actor, check, afterwards, input: { i_job, row, cells } }) {
    const { job, act } = await lockedImport(db, i_job);
    await check(
      () => demandSteering(actor, job),
      () => demandState(job, "draft"),
    );
    const count = demandHeaders(job).length;
    const staged = { i_job, upload: randomUUID(), act, count, added: 0 };
    const given = (column: number) => cells.get(column);
    if ((await stageRows(db, staged, [{ row, given }])).size === 0)
      throw new Refusal(404, "There is no such row", "row", { key: "not_found" });
    await swapStaged(db, staged);
    await lookAgain(db, job, act);
    // whoever mends waits for what becomes of it
    afterwards(async () => await examineJob(i_job));
    return { row };
  },
});

/**
 * Puts rows in the place of those of an import, all or none: what somebody mended in the file of rows with problems. Its first
 * column says which row it is. One that it has more and that is an attribute's, such as a tariff that no column had, is one of the
 * import from then on; others have the cells beyond the columns. What is wrong, in its last one, is not read.
 * @param raw.table what `openTable` gives, with `mendedBounds`
 * @throws Refusal 400 it is another file, or breaks off · 403 · 404 · 409 it has begun, was mended meanwhile, or its drafts take
 * too much
 */
export const replaceImportRows = operation({
  name: "replaceImportRows",
  needs,
  effect: "writes-itself",
  input: (raw) => ({ i_job: readId(raw, "i_job"), table: tableOf(raw.table) }),
  async run({ actor, check, input: { i_job, table } }): Promise<{ rows: number }> {
    const job = await importOf(database(), i_job);
    const before = importActOf(job.act);
    await check(
      () => demandSteering(actor, job),
      () => demandState(job, "draft"),
    );
    const headers = demandHeaders(job);
    demandSameHeaders(table.headers.slice(1, 1 + headers.length), headers);
    const { added, columns, rows } = mendedFile(table, headers.length, before);
    const act = before && { ...before, columns };
    const staged = { i_job, upload: randomUUID(), act, count: headers.length, added: added.length };
    const unchanged = async (db: Queries) => {
      const held = await lockedImport(db, i_job);
      demandState(held.job, "draft");
      demandSameStamp(held.act, before);
      return held.job;
    };
    try {
      for await (const some of rows)
        await inTransaction(async (db) => {
          await unchanged(db);
          const found = await stageRows(db, staged, some);
          const lost = some.find(({ row }) => !found.has(row));
          if (lost) throw badNumber(lost.at, String(lost.row));
        });
      if (added.length > 0) await stageLongRows(staged, unchanged);
      return await inTransaction(async (db) => {
        const held = await unchanged(db);
        const swapped = await swapStaged(db, staged);
        if (added.length > 0)
          await writeRows(
            db,
            Prisma.sql`
            UPDATE jobs SET act = act || ${JSON.stringify({ columns })}::jsonb,
                            selection = selection || ${JSON.stringify({ headers: sealHeaders([...headers, ...added]) })}::jsonb
             WHERE i_job = ${i_job}`,
          );
        await lookAgain(db, held, act);
        return { rows: swapped };
      });
    } catch (error) {
      await forgetStaged(database(), staged);
      throw error;
    }
  },
});

async function lockedImport(db: Queries, i_job: number): Promise<{ job: Job; act: ImportAct | null }> {
  await db.$queryRaw`SELECT i_job FROM jobs WHERE i_job = ${i_job} FOR UPDATE`;
  const job = await importOf(db, i_job);
  return { job, act: importActOf(job.act) };
}

/** What was staged was made of the rows and of the columns' meaning as they were. @throws Refusal 409 */
function demandSameStamp(now: ImportAct | null, before: ImportAct | null): void {
  if (now?.stamp === before?.stamp) return;
  throw new Refusal(409, "The rows were mended meanwhile, or their columns mean something else", "file", {
    key: "import_mended_meanwhile",
  });
}

/**
 * Says that the rows have to be looked at again: how they belong together may be another, and whoever looks at them just now
 * has seen what they were.
 */
async function lookAgain(db: Queries, { i_job, preview }: Job, act: ImportAct | null): Promise<void> {
  if (!act) return;
  // what was read from the column is what `examineImport` and `mapImport` stored
  const { keyed = 0, at }: Partial<ImportFigures> = (preview as ImportFigures | null) ?? {};
  const figures = importFigures(await countVerdicts(db, i_job), {
    keyed: keyed ?? lastRow,
    until: null,
    at,
  });
  await writeRows(
    db,
    Prisma.sql`
    UPDATE jobs SET preview = ${JSON.stringify(figures)}::jsonb,
                    act = act || ${JSON.stringify({ stamp: randomUUID() })}::jsonb
     WHERE i_job = ${i_job}`,
  );
  await enqueue(db, "examineJob", { i_job }, { key: examinationKey(i_job) });
}

/** The keys of all rows are known. */
const lastRow = 2 ** 31 - 1;

function readMended(raw: unknown): ReadonlyMap<number, string> {
  if (typeof raw !== "object" || raw === null) return new Map();
  return new Map(
    Object.entries(raw).flatMap(([column, text]) =>
      /^\d{1,3}$/.test(column) && typeof text === "string" ? [[Number(column), text]] : [],
    ),
  );
}

/** @throws Refusal 400 */
function demandSameHeaders(given: readonly string[], headers: readonly string[]): void {
  if (headers.every((header, column) => given[column]?.trim() === header.trim())) return;
  throw new Refusal(400, "These are the columns of another file", "file", { key: "import_other_file" });
}
