import type { Actor } from "../../actor/actor";
import { database } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows, writeRows } from "../../database/rows";
import { Refusal } from "../../ground/refusal";
import { operationCalled } from "../../operation/registry";
import { together } from "../../operation/together";
import type { CustomerRow } from "../../record/customer-row";
import { type ImportAct, type ImportedFile, importActOf } from "../acts/import-act";
import type { Job } from "../job/job";
import type { KeptRefusal } from "../job/kept-refusal";
import { inLanes } from "../job/lanes";
import { callForRow, countOutcomes, gone, MustWait, type Outcome, settle } from "../job/settle-row";
import { cellContexts } from "./cell-contexts";
import type { ImportRow } from "./import-row";
import { openRows, problemsBefore } from "./open-rows";
import { isThrottled } from "./problems";
import { parentColumn, type ReadCells, readCells } from "./read-row";
import { createCall, updateCall } from "./row-call";

const atOnce = 200;
const listedAtOnce = 5_000;
const lanes = 4;

/** What some work on an import has come to. `wait`: nobody may go on before */
export type Worked = { readonly isDone: boolean; readonly wait?: Date };

/** Does some more rows of a file, parents before those below them: a batch never has rows of two levels. */
export async function runImport(job: Job, owner: Actor, until: number): Promise<Worked> {
  const act = importActOf(job.act);
  if (!act) throw new Error("an import that runs says what its columns mean");
  const rows = await nextRows(job);
  const [first] = rows;
  if (!first) return { isDone: true };
  // all before it are done, so that nobody looks through them again
  await writeRows(
    database(),
    Prisma.sql`UPDATE jobs SET last_customer = greatest(last_customer, ${first.turn - 1}::int) WHERE i_job = ${job.i_job}`,
  );
  const batch = rows.filter(({ level }) => level === first.level);
  const work = await prepared(job, act, batch);
  const outcomes: Outcome[] = [];
  let wait: Date | null = null;
  await inLanes(work, { lanes, until }, async (one) => {
    if (wait) return;
    try {
      outcomes.push(await doRow(job, owner, act, one));
    } catch (error) {
      if (!(error instanceof MustWait)) throw error;
      wait = error.until;
    }
  });
  await countOutcomes(job.i_job, outcomes);
  return { isDone: false, ...(wait ? { wait } : {}) };
}

type DueRow = ImportRow & {
  /** what became of the row of its parent */
  readonly parent_made: number | null;
};

async function nextRows({ i_job, last_customer }: Job): Promise<DueRow[]> {
  return await readRows(
    database(),
    Prisma.sql`
    SELECT i."row", i.cells, i.name, i.i_customer, i.i_parent, i.parent_key, i.parent_row, i.above_row, i.twin, i.twin_by,
           i.addressed, i.level, i.turn, i.verdict, i.problems, above.i_customer AS parent_made
      FROM import_rows i JOIN job_rows r ON r.i_job = i.i_job AND r."row" = i."row"
           LEFT JOIN job_rows above ON above.i_job = i.i_job AND above."row" = i.parent_row
     WHERE i.i_job = ${i_job} AND i.turn > ${last_customer} AND r.outcome IS NULL ORDER BY i.turn LIMIT ${atOnce}::int`,
  );
}

/** A row that is due, with what its cells say and the customer that it is about. undefined: it was deleted meanwhile */
type Work = {
  readonly due: DueRow;
  readonly read: ReadCells;
  readonly customer: CustomerRow | null | undefined;
};

async function prepared({ selection }: Job, act: ImportAct, batch: readonly DueRow[]): Promise<Work[]> {
  const open = (await openRows(batch)).map((one) => ({
    ...one,
    // its parent was made meanwhile
    row: {
      ...one.row,
      i_parent: one.row.parent_made ?? one.row.i_parent,
      parent_row: one.row.parent_made === null ? one.row.parent_row : null,
    },
    due: one.row,
  }));
  const contextOf = await cellContexts(database(), act, (selection as ImportedFile).format, open);
  return open.map((one) => ({
    due: one.due,
    read: readCells(act, one.cells, contextOf(one)),
    customer: one.due.i_customer !== null && one.customer === null ? undefined : one.customer,
  }));
}

async function doRow(
  job: Job,
  owner: Actor,
  act: ImportAct,
  { due, read, customer }: Work,
): Promise<Outcome> {
  const row = { i_job: job.i_job, row: due.row };
  if (customer === undefined) return await settle(row, "refused", gone);
  const [problem] = problemsBefore(act, due, read, customer);
  if (problem) return await settle(row, "refused", problem);
  const parent = due.parent_row === null ? due.i_parent : due.parent_made;
  if (!customer && parent === null)
    return await settle(row, "refused", noParent(due.parent_row ?? 0, parentColumn(act)));
  const call = customer ? updateCall(act, read, customer) : createCall(act, read, due.row);
  if (!call) {
    await nameRow(row, due);
    return await settle(row, "unchanged", null);
  }
  const place = customer
    ? { i_customer: customer.i_customer, i_wholesaler: customer.i_wholesaler }
    : { i_wholesaler: parent };
  return await callForRow(row, async () => {
    try {
      const actor = { ...owner, job: row };
      if (customer || !read.blocked) await operationCalled(call.operation)(actor, { ...call.raw, ...place });
      else await together(async () => await createBlocked(actor, { ...call.raw, ...place }, job));
    } catch (error) {
      if (error instanceof Refusal && isThrottled(error)) throw new MustWait(waitOf(error));
      throw error;
    }
  });
}

/** Makes a customer who was blocked where the file comes from: nobody is to be active by having moved. */
async function createBlocked(
  actor: Actor,
  raw: Readonly<Record<string, unknown>>,
  { selection }: Job,
): Promise<void> {
  // what `createCustomer` gives
  const { i_customer } = (await operationCalled("createCustomer")(actor, raw)) as { i_customer: number };
  const { file } = selection as ImportedFile;
  await operationCalled("blockCustomer")(actor, { i_customer, i_wholesaler: raw.i_wholesaler, note: file });
}

/** Which customer it is that stays as it is. */
async function nameRow(
  { i_job, row }: { readonly i_job: number; readonly row: number },
  { i_customer }: ImportRow,
): Promise<void> {
  await writeRows(
    database(),
    Prisma.sql`UPDATE job_rows SET i_customer = ${i_customer}::int WHERE i_job = ${i_job} AND "row" = ${row} AND outcome IS NULL`,
  );
}

function waitOf({ reason }: Refusal): Date {
  return new Date(Date.now() + 1_000 * Number(reason?.values?.seconds ?? 60));
}

function noParent(row: number, column: number | null): KeptRefusal & { readonly column: number | null } {
  return {
    code: 409,
    message: "Its parent was not made",
    attribute: null,
    key: "import_bad_parent",
    values: { row },
    column,
  };
}

/** Makes rows of the job of some more rows of the file; those that are not wanted are refused with what is wrong. */
export async function listImport({ i_job, listed_to, act }: Job): Promise<void> {
  const { only_good = false } = importActOf(act) ?? {};
  const after = listed_to ?? 0;
  await writeRows(
    database(),
    Prisma.sql`
    WITH listed AS (
      SELECT "row", name, i_customer, verdict, problems FROM import_rows
       WHERE i_job = ${i_job} AND "row" > ${after} ORDER BY "row" LIMIT ${listedAtOnce}::int),
    moved AS (
      UPDATE jobs SET listed_to = CASE WHEN (SELECT count(*) FROM listed) < ${listedAtOnce}::int THEN NULL
                                       ELSE (SELECT max("row") FROM listed) END,
                      total = total + (SELECT count(*)::int FROM listed), seen_at = now()
       -- of two processes at once the second finds that the first has been here
       WHERE i_job = ${i_job} AND listed_to = ${after} RETURNING i_job)
    INSERT INTO job_rows (i_job, "row", i_customer, name, outcome, why, at)
    SELECT m.i_job, l."row", l.i_customer, l.name,
           CASE WHEN ${only_good} AND l.verdict IN ('problem', 'later') THEN 'refused' END,
           CASE WHEN ${only_good} AND l.verdict = 'problem' THEN l.problems->0
                WHEN ${only_good} AND l.verdict = 'later' THEN ${JSON.stringify(notExamined)}::jsonb END,
           CASE WHEN ${only_good} AND l.verdict IN ('problem', 'later') THEN now() END
      FROM listed l, moved m`,
  );
}

const notExamined: KeptRefusal = {
  code: 429,
  message: "It was not examined, and only rows without a problem were wanted",
  attribute: null,
  key: "import_not_examined",
};
