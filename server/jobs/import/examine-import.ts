import type { Actor } from "../../actor/actor";
import { database, inTransaction, type Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows, writeRows } from "../../database/rows";
import type { TableFormat } from "../../files/import/read-table";
import type { Refusal } from "../../ground/refusal";
import { takenUntil } from "../../operation/attempts";
import type { Raw } from "../../operation/needs";
import { operationCalled } from "../../operation/registry";
import { enqueue } from "../../queue/enqueue";
import { type CustomerRow, findCustomerRows } from "../../record/customer-row";
import type { Call } from "../acts/act";
import { type ImportAct, type ImportedFile, importActOf } from "../acts/import-act";
import type { Job } from "../job/job";
import { examinationKey } from "../job/job-key";
import { inLanes } from "../job/lanes";
import { arrangeRows, keyRows } from "./arrange";
import { cellContexts } from "./cell-contexts";
import { openCells } from "./cells";
import { countVerdicts, type ImportFigures, importFigures } from "./import-figures";
import type { ImportRow } from "./import-row";
import { badAbove, type Found, problemOf } from "./problems";
import { type ReadCells, readCells } from "./read-row";
import { createCall, problemsOfPlace, updateCall } from "./row-call";

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
  let { keyed = 0, later = 0 } = (job.preview as ImportFigures | null) ?? {};
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
  const figures = importFigures(await countVerdicts(database(), i_job), { keyed, until });
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
    SELECT r."row", r.cells, r.name, r.i_customer, r.i_parent, r.parent_key, r.parent_row, r.twin, r.twin_by, r.addressed,
           r.level, r.turn, r.verdict, r.problems
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
  const verdicts = rows.map(({ row }) => found.get(row) ?? { verdict: "later" as const, problems: [] });
  await writeRows(
    database(),
    Prisma.sql`
    UPDATE import_rows r SET verdict = v.verdict, problems = v.problems
      FROM unnest(${rows.map(({ row }) => row)}::int[], ${verdicts.map(({ verdict }) => verdict)}::text[],
                  ${verdicts.map(({ problems }) => JSON.stringify(problems))}::jsonb[]) AS v ("row", verdict, problems)
     WHERE r.i_job = ${job.i_job} AND r."row" = v."row"
       AND EXISTS (SELECT FROM jobs j WHERE j.i_job = ${job.i_job} AND j.state = 'draft' AND j.act->>'stamp' = ${act.stamp})`,
  );
}

/** A row whose cells can be read, and which waits for its operation's word. */
type Candidate = { readonly row: ImportRow; readonly read: ReadCells; readonly customer: CustomerRow | null };

async function lookAt(
  { i_job, selection }: Job,
  owner: Actor,
  act: ImportAct,
  rows: readonly ImportRow[],
): Promise<Map<number, Found>> {
  const found = new Map<number, Found>();
  const { format } = selection as ImportedFile;
  const customers = await customersOf(rows);
  const open = rows.map((row) => ({
    row,
    cells: openCells(row.cells),
    customer: row.i_customer === null ? null : (customers.get(row.i_customer) ?? null),
  }));
  const contextOf = await cellContexts(database(), act, format, open);
  const candidates: Candidate[] = [];
  for (const one of open) {
    const { row, customer } = one;
    const read = readCells(act, one.cells, contextOf(one));
    const problems = [...problemsOfPlace(act, row, customer?.i_wholesaler ?? null), ...read.problems];
    if (problems.length > 0) found.set(row.row, { verdict: "problem", problems });
    else if (customer && updateCall(act, read, customer) === null)
      found.set(row.row, { verdict: "unchanged", problems: [] });
    else candidates.push({ row, read, customer });
  }
  // rows below the same planned parent share what must be made for them
  const groups = new Map<number, Candidate[]>();
  for (const candidate of candidates) {
    const { parent_row } = candidate.row;
    groups.set(parent_row ?? 0, [...(groups.get(parent_row ?? 0) ?? []), candidate]);
  }
  const pieces = [...groups].flatMap(([parent_row, group]) =>
    piecesOf(group, inOneTransaction).map((some) => ({ parent_row, some })),
  );
  let isHeld = false;
  await inLanes(pieces, { lanes, until: Number.POSITIVE_INFINITY }, async ({ parent_row, some }) => {
    if (isHeld) return;
    const above = parent_row === 0 ? [] : await plannedAbove(i_job, act, format, parent_row);
    await examineTogether({ i_job, owner, act, above, parent_row, some, found });
    isHeld ||= some.some(({ row }) => found.get(row.row)?.verdict === "later");
  });
  return found;
}

function piecesOf<Thing>(things: readonly Thing[], most: number): Thing[][] {
  return Array.from({ length: Math.ceil(things.length / most) }, (_, index) =>
    things.slice(index * most, (index + 1) * most),
  );
}

async function customersOf(rows: readonly ImportRow[]): Promise<Map<number, CustomerRow>> {
  const ids = rows.flatMap(({ i_customer }) => i_customer ?? []);
  if (ids.length === 0) return new Map();
  return new Map((await findCustomerRows(database(), ids)).map((one) => [one.i_customer, one]));
}

/** A row above others in the file, as it would be made. */
type Above = Pick<ImportRow, "row" | "i_customer" | "i_parent" | "verdict"> & { readonly call: Call };

/** The row of a planned parent and those above it, the highest first. */
async function plannedAbove(
  i_job: number,
  act: ImportAct,
  format: TableFormat,
  row: number,
): Promise<Above[]> {
  const rows = await readRows<ImportRow>(
    database(),
    Prisma.sql`
    WITH RECURSIVE above AS (
      SELECT r.* FROM import_rows r WHERE r.i_job = ${i_job} AND r."row" = ${row}
      UNION ALL
      SELECT r.* FROM import_rows r JOIN above a ON r.i_job = a.i_job AND r."row" = a.parent_row)
    SELECT * FROM above ORDER BY level`,
  );
  const open = rows.map((one) => ({ row: one, cells: openCells(one.cells), customer: null }));
  const contextOf = await cellContexts(database(), act, format, open);
  return open.map((one) => {
    const { row: number, i_customer, i_parent, verdict } = one.row;
    const call = createCall(act, readCells(act, one.cells, contextOf(one)), number);
    return { row: number, i_customer, i_parent, verdict, call };
  });
}

class Seen extends Error {}

type Together = {
  readonly i_job: number;
  readonly owner: Actor;
  readonly act: ImportAct;
  readonly above: readonly Above[];
  readonly parent_row: number;
  readonly some: readonly Candidate[];
  readonly found: Map<number, Found>;
};

/**
 * Examines some rows in a transaction that is rolled back, below their planned parents, which it makes first. Each row is
 * taken back before the next. Ends where the owner has tried too many names that others hold.
 */
async function examineTogether({
  i_job,
  owner,
  act,
  above,
  parent_row,
  some,
  found,
}: Together): Promise<void> {
  const aboveAreBad = () => {
    for (const { row } of some) found.set(row.row, badAbove(act, parent_row));
  };
  if (above.some(({ verdict }) => verdict === "problem")) return aboveAreBad();
  try {
    await inTransaction(async (db) => {
      let planned: number | null = null;
      for (const { row, call, i_customer, i_parent } of above) {
        const raw: Raw = { ...call.raw, i_wholesaler: planned ?? i_parent };
        planned = i_customer ?? (await examined(db, owner, i_job, row, call.operation, raw)).i_customer;
        if (planned === null) {
          aboveAreBad();
          throw new Seen();
        }
      }
      for (const { row, read, customer } of some) {
        await writeRows(db, Prisma.sql`SAVEPOINT examined`);
        const call = customer ? updateCall(act, read, customer) : createCall(act, read, row.row);
        if (!call) throw new Error("what is unchanged is no candidate");
        const place = customer
          ? { i_customer: customer.i_customer, i_wholesaler: customer.i_wholesaler }
          : { i_wholesaler: planned ?? row.i_parent };
        const { reasons } = await examined(db, owner, i_job, row.row, call.operation, {
          ...call.raw,
          ...place,
        });
        await writeRows(db, Prisma.sql`ROLLBACK TO SAVEPOINT examined`);
        if (reasons.some(({ code }) => code === 429)) {
          found.set(row.row, { verdict: "later", problems: [] });
          throw new Seen();
        }
        found.set(row.row, {
          verdict: reasons.length > 0 ? "problem" : customer ? "update" : "create",
          problems: reasons.map((reason) => problemOf(act, reason)),
        });
      }
      throw new Seen();
    });
  } catch (error) {
    if (!(error instanceof Seen)) throw error;
  }
}

/** What the examination of an operation says, and the id of what it made for a moment. */
async function examined(
  db: Queries,
  owner: Actor,
  i_job: number,
  row: number,
  operation: string,
  raw: Raw,
): Promise<{ readonly reasons: readonly Refusal[]; readonly i_customer: number | null }> {
  const actor = { ...owner, job: { i_job, row } };
  const { reasons, output } = await operationCalled(operation).examine(db, actor, raw, { asker: actor });
  const made = output as { readonly i_customer?: number } | undefined;
  return { reasons, i_customer: made?.i_customer ?? null };
}
