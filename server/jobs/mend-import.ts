import { randomUUID } from "node:crypto";
import { isAttributeName } from "@/attributes/customer";
import { database, inTransaction, type Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows, writeRows } from "../database/rows";
import { suggestColumns } from "../files/import/columns/suggest-columns";
import type { NumberedRow } from "../files/import/read-table";
import { Refusal } from "../ground/refusal";
import { readId } from "../input/read-id";
import { operation } from "../operation/operation";
import { enqueue } from "../queue/enqueue";
import { type ImportAct, type ImportedFile, importActOf } from "./acts/import-act";
import { tableOf } from "./begin-import";
import { writeKeys } from "./import/arrange";
import { openCells, sealCells } from "./import/cells";
import { countVerdicts, type ImportFigures, importFigures } from "./import/import-figures";
import type { Job } from "./job/job";
import { examinationKey } from "./job/job-key";
import { demandState } from "./job/start-demands";
import { demandSteering } from "./job/told-job";
import { importOf } from "./map-import";
import { examineJob } from "./run/examine-job";

const needs = {
  about: { what: "job", by: ["i_job"], whose: "own" },
  right: null,
  acts: ["manage"],
  scope: "none",
} as const;

/** The longest cell. */
const longest = 65_536;

/**
 * Mends a row of an import that has a problem: `cells` by the number of their column, the others stay. All rows are then looked at again
 * as far as they hang together; examination goes on.
 * @throws Refusal 403 · 404 no such import or row · 409 it has begun
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
    const [found] = await readRows<{ cells: Uint8Array }>(
      db,
      Prisma.sql`SELECT cells FROM import_rows WHERE i_job = ${i_job} AND "row" = ${row}`,
    );
    if (!found) throw new Refusal(404, "There is no such row", "row", { key: "not_found" });
    // what was read from the column is what `beginImport` stored
    const { headers } = job.selection as ImportedFile;
    const before = openCells(found.cells);
    const after = headers.map((_, column) => cells.get(column) ?? before[column] ?? "");
    await replace(db, i_job, act, [{ row, cells: after }]);
    await lookAgain(db, job, act);
    // whoever mends waits for what becomes of it
    afterwards(async () => await examineJob(i_job));
    return { row };
  },
});

/**
 * Puts rows in the place of those of an import: what somebody mended in the file of rows with problems. Its first column says
 * which row it is. One that it has more and that is an attribute's, such as a tariff that no column had, is one of the import from
 * then on; what is wrong, in its last one, is not read.
 * @param raw.table what `openTable` gives
 * @throws Refusal 400 it is another file · 403 · 404 · 409 it has begun
 */
export const replaceImportRows = operation({
  name: "replaceImportRows",
  needs,
  effect: "writes-itself",
  input: (raw) => ({ i_job: readId(raw, "i_job"), table: tableOf(raw.table) }),
  async run({ actor, check, input: { i_job, table } }): Promise<{ rows: number }> {
    const job = await importOf(database(), i_job);
    await check(
      () => demandSteering(actor, job),
      () => demandState(job, "draft"),
    );
    // what was read from the column is what `beginImport` stored
    const { headers } = job.selection as ImportedFile;
    demandSameHeaders(table.headers.slice(1, 1 + headers.length), headers);
    const { act, added } = await withColumns(i_job, table.headers.slice(1 + headers.length));
    const places = [...headers.keys(), ...added.map((place) => headers.length + place)];
    let count = 0;
    let batch: NumberedRow[] = [];
    const write = async () => {
      const some = batch;
      batch = [];
      await inTransaction(async (db) => {
        const held = await lockedImport(db, i_job);
        demandState(held.job, "draft");
        count += await replace(db, i_job, act, some);
      });
    };
    for await (const { cells } of table.rows) {
      const row = Number(cells[0]);
      if (Number.isInteger(row) && row > 0)
        batch.push({ row, cells: places.map((column) => cells[column + 1] ?? "") });
      if (batch.length === 1_000) await write();
    }
    await write();
    await inTransaction(async (db) => {
      const held = await lockedImport(db, i_job);
      await lookAgain(db, held.job, held.act);
    });
    return { rows: count };
  },
});

/** Makes further columns of a file columns of the import, as far as it has none for what they surely are. @returns their places */
async function withColumns(
  i_job: number,
  further: readonly string[],
): Promise<{ readonly act: ImportAct | null; readonly added: readonly number[] }> {
  return await inTransaction(async (db) => {
    const { job, act } = await lockedImport(db, i_job);
    if (!act) return { act, added: [] };
    const found = suggestColumns(further).columns.flatMap(({ target, sure }, place) =>
      sure === "certain" && isAttributeName(target) && !act.columns.includes(target)
        ? [{ target, place, header: further[place] ?? "" }]
        : [],
    );
    if (found.length === 0) return { act, added: [] };
    const columns = [...act.columns, ...found.map(({ target }) => target)];
    // what was read from the column is what `beginImport` stored
    const { headers } = job.selection as ImportedFile;
    const all = [...headers, ...found.map(({ header }) => header)];
    await writeRows(
      db,
      Prisma.sql`
      UPDATE jobs SET act = act || ${JSON.stringify({ columns, stamp: randomUUID() })}::jsonb,
                      selection = selection || ${JSON.stringify({ headers: all })}::jsonb
       WHERE i_job = ${i_job} AND state = 'draft'`,
    );
    return { act: { ...act, columns }, added: found.map(({ place }) => place) };
  });
}

async function lockedImport(db: Queries, i_job: number): Promise<{ job: Job; act: ImportAct | null }> {
  await db.$queryRaw`SELECT i_job FROM jobs WHERE i_job = ${i_job} FOR UPDATE`;
  const job = await importOf(db, i_job);
  return { job, act: importActOf(job.act) };
}

/** @returns how many of them there are */
async function replace(
  db: Queries,
  i_job: number,
  act: ImportAct | null,
  rows: readonly NumberedRow[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const replaced = await writeRows(
    db,
    Prisma.sql`
    UPDATE import_rows i SET cells = r.cells, verdict = NULL, problems = NULL
      FROM unnest(${rows.map(({ row }) => row)}::int[],
                  ${rows.map(({ cells }) => Buffer.from(sealCells(cells)))}::bytea[]) AS r ("row", cells)
     WHERE i.i_job = ${i_job} AND i."row" = r."row"`,
  );
  if (act) await writeKeys(db, i_job, act, rows);
  return replaced;
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
      /^\d{1,3}$/.test(column) && typeof text === "string" ? [[Number(column), text.slice(0, longest)]] : [],
    ),
  );
}

/** @throws Refusal 400 */
function demandSameHeaders(given: readonly string[], headers: readonly string[]): void {
  if (headers.every((header, column) => given[column]?.trim() === header.trim())) return;
  throw new Refusal(400, "These are the columns of another file", "file", { key: "import_other_file" });
}
