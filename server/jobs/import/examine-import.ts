import type { Actor } from "../../actor/actor";
import { database } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows, writeRows } from "../../database/rows";
import { takenUntil } from "../../operation/attempts";
import { enqueue } from "../../queue/enqueue";
import { type ImportAct, type ImportedFile, importActOf } from "../acts/import-act";
import type { Job } from "../job/job";
import { examinationKey } from "../job/job-key";
import { inLanes } from "../job/lanes";
import { arrangeRows, keyRows } from "./arrange";
import { cellContexts } from "./cell-contexts";
import { type Candidate, examineTogether, rowsAbove } from "./examine-together";
import { fundsNeeded } from "./funds-needed";
import { ifCurrent } from "./if-current";
import { countVerdicts, type ImportFigures, importFigures } from "./import-figures";
import type { ImportRow } from "./import-row";
import { openRows, problemsBefore } from "./open-rows";
import type { Found } from "./problems";
import { readCells } from "./read-row";
import { updateCall } from "./row-call";

/** It works for so long, and then lets others have their turn. */
const sliceMs = 1_500;
const atOnce = 200;
/** So many rows share a transaction, which is rolled back: what it locks it holds only for a moment. */
const inOneTransaction = 25;
const lanes = 3;

/**
 * Examines some more rows of a file: first what each says of itself, then how they belong together, then each by the
 * examination of its operation, as if those above it in the file were there. Nothing is written but what was found.
 * Queues itself until all rows are examined.
 */
export async function examineImport(job: Job, owner: Actor): Promise<void> {
  const act = importActOf(job.act);
  if (!act) return;
  const { i_job, i_scope } = job;
  // what was read from the column is what this function and `mapImport` stored
  const before: Partial<ImportFigures> = (job.preview as ImportFigures | null) ?? {};
  let { keyed = 0, later = 0 } = before;
  let turn = 0;
  const end = Date.now() + sliceMs;
  let until: Date | null = null;
  do {
    if (keyed !== null) {
      keyed = await keyRows(i_job, act, keyed);
      if (keyed === null) await arrangeRows(i_job, i_scope, act);
    } else {
      until = await takenUntil(owner);
      if (until !== null || later > 0) await postpone(i_job, until !== null);
      later = 0;
      const rows = await unexamined(i_job, turn);
      if (rows.length === 0) break;
      await examineRows(job, owner, act, rows);
      turn = rows.at(-1)?.turn ?? turn;
    }
  } while (Date.now() < end);
  const counted = importFigures(await countVerdicts(database(), i_job), { keyed, until, at: before.at });
  const figures = counted.ended ? { ...counted, funds: await fundsNeeded(database(), i_job) } : counted;
  const kept = await writeRows(
    database(),
    Prisma.sql`
    UPDATE jobs SET preview = ${JSON.stringify(figures)}::jsonb
     WHERE i_job = ${i_job} AND state = 'draft' AND act->>'stamp' = ${act.stamp}`,
  );
  if (kept === 0) return;
  const key = examinationKey(i_job);
  if (!figures.ended) await enqueue(database(), "examineJob", { i_job }, { key });
  else if (figures.until !== null)
    await enqueue(database(), "examineJob", { i_job }, { key, runAt: new Date(figures.until) });
}

/**
 * Where the owner has tried too many names that others hold, nobody looks at any row until the hour is over: what became of
 * one would tell of its name. Afterwards the rows wait again.
 */
async function postpone(i_job: number, isHeld: boolean): Promise<void> {
  await writeRows(
    database(),
    isHeld
      ? Prisma.sql`UPDATE import_rows SET verdict = 'later' WHERE i_job = ${i_job} AND verdict IS NULL`
      : Prisma.sql`UPDATE import_rows SET verdict = NULL WHERE i_job = ${i_job} AND verdict = 'later'`,
  );
}

/** Rows that somebody has to look at, parents first. @param after where this process is */
async function unexamined(i_job: number, after: number): Promise<ImportRow[]> {
  return await readRows(
    database(),
    Prisma.sql`
    SELECT r."row", r.cells, r.name, r.i_customer, r.i_parent, r.parent_key, r.parent_row, r.above_row, r.twin, r.twin_by,
           r.addressed, r.level, r.turn, r.verdict, r.problems
      FROM import_rows r WHERE r.i_job = ${i_job} AND r.turn > ${after} AND r.verdict IS NULL ORDER BY r.turn LIMIT ${atOnce}::int`,
  );
}

/** Examines some rows, and writes down what was found. */
export async function examineRows(
  job: Job,
  owner: Actor,
  act: ImportAct,
  rows: readonly ImportRow[],
): Promise<void> {
  const found = await lookAt(job, owner, act, rows);
  const verdicts = rows.map(({ row }): Found => found.get(row) ?? { verdict: "later", problems: [] });
  await ifCurrent(job.i_job, act, async (db) =>
    writeRows(
      db,
      Prisma.sql`
      UPDATE import_rows r SET verdict = v.verdict, problems = v.problems, raise = v.raise
        FROM unnest(${rows.map(({ row }) => row)}::int[], ${verdicts.map(({ verdict }) => verdict)}::text[],
                    ${verdicts.map(({ problems }) => JSON.stringify(problems))}::jsonb[],
                    ${verdicts.map(({ raise }) => raise ?? null)}::numeric[]) AS v ("row", verdict, problems, raise)
       WHERE r.i_job = ${job.i_job} AND r."row" = v."row"`,
    ),
  );
}

async function lookAt(
  { i_job, selection }: Job,
  owner: Actor,
  act: ImportAct,
  rows: readonly ImportRow[],
): Promise<Map<number, Found>> {
  const found = new Map<number, Found>();
  const { format } = selection as ImportedFile;
  const open = await openRows(rows);
  const contextOf = await cellContexts(database(), act, format, open);
  const candidates: Candidate[] = [];
  for (const one of open) {
    const { row, customer } = one;
    const read = readCells(act, one.cells, contextOf(one));
    const problems = problemsBefore(act, row, read, customer);
    if (problems.length > 0) found.set(row.row, { verdict: "problem", problems });
    else if (customer && updateCall(act, read, customer) === null)
      found.set(row.row, { verdict: "unchanged", problems: [] });
    else candidates.push({ row, read, customer });
  }
  // rows below the same one share what must be done for them
  const groups = new Map<number, Candidate[]>();
  for (const candidate of candidates) {
    const hangsOn = candidate.row.parent_row ?? candidate.row.above_row ?? 0;
    groups.set(hangsOn, [...(groups.get(hangsOn) ?? []), candidate]);
  }
  const pieces = [...groups].flatMap(([hangsOn, group]) =>
    piecesOf(group, inOneTransaction).map((some) => ({ hangsOn, some })),
  );
  let isHeld = false;
  await inLanes(pieces, { lanes, until: Number.POSITIVE_INFINITY }, async ({ hangsOn, some }) => {
    if (isHeld) return;
    const above = hangsOn === 0 ? [] : await rowsAbove(i_job, act, format, hangsOn);
    await examineTogether({ i_job, owner, act, above, some, found });
    isHeld ||= some.some(({ row }) => found.get(row.row)?.verdict === "later");
  });
  return found;
}

function piecesOf<Thing>(things: readonly Thing[], most: number): Thing[][] {
  return Array.from({ length: Math.ceil(things.length / most) }, (_, index) =>
    things.slice(index * most, (index + 1) * most),
  );
}
