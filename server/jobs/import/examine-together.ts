import type { Actor } from "../../actor/actor";
import { database, type Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows, writeRows } from "../../database/rows";
import { undone } from "../../database/undone";
import type { TableFormat } from "../../files/import/read-table";
import type { Refusal } from "../../ground/refusal";
import type { Raw } from "../../operation/needs";
import { operationCalled } from "../../operation/registry";
import type { CustomerRow } from "../../record/customer-row";
import type { Call } from "../acts/act";
import type { ImportAct } from "../acts/import-act";
import { cellContexts } from "./cell-contexts";
import { raiseOf } from "./funds-needed";
import type { ImportRow } from "./import-row";
import { openRows, problemsBefore } from "./open-rows";
import { badAbove, type Found, isThrottled, problemOf } from "./problems";
import { type ReadCells, readCells } from "./read-row";
import { createCall, updateCall } from "./row-call";

/** A row whose cells can be read, and which waits for its operation's word. */
export type Candidate = {
  readonly row: ImportRow;
  readonly read: ReadCells;
  readonly customer: CustomerRow | null;
};

/** A row above others in the file, and what it does; null: nothing */
type Above = Pick<ImportRow, "row" | "i_parent" | "parent_row"> & {
  readonly customer: CustomerRow | null;
  /** it has a problem, whether or not its examination has said so yet */
  readonly isBad: boolean;
  readonly call: Call | null;
};

/** A row of the file and those above it, the highest first. */
export async function rowsAbove(
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
      SELECT r.* FROM import_rows r JOIN above a ON r.i_job = a.i_job AND r."row" = coalesce(a.parent_row, a.above_row))
    SELECT * FROM above ORDER BY level`,
  );
  const open = await openRows(rows);
  const contextOf = await cellContexts(database(), act, format, open);
  return open.map((one) => {
    const read = readCells(act, one.cells, contextOf(one));
    const { customer } = one;
    const { row: number, i_parent, parent_row, verdict } = one.row;
    const isBad = verdict === "problem" || problemsBefore(act, one.row, read, customer).length > 0;
    const call = customer ? updateCall(act, read, customer) : createCall(act, read, number);
    return { row: number, i_parent, parent_row, isBad, customer, call };
  });
}

type Together = {
  readonly i_job: number;
  readonly owner: Actor;
  readonly act: ImportAct;
  readonly above: readonly Above[];
  readonly some: readonly Candidate[];
  readonly found: Map<number, Found>;
};

/**
 * Examines some rows in a transaction that is rolled back, below the rows above them, which it does first. Each row is taken back
 * before the next. Ends where the owner has tried too many names that others hold.
 */
export async function examineTogether({ i_job, owner, act, above, some, found }: Together): Promise<void> {
  const parent = above.at(-1);
  const aboveAreBad = () => {
    for (const { row } of some) found.set(row.row, badAbove(act, parent?.row ?? 0));
  };
  if (above.some(({ customer, isBad }) => customer === null && isBad)) return aboveAreBad();
  await undone(async (db) => {
    const made = new Map<number, number>();
    for (const one of above) {
      const i_customer = await doAbove(db, owner, i_job, one, made);
      if (i_customer === null) return aboveAreBad();
      made.set(one.row, i_customer);
    }
    for (const { row, read, customer } of some) {
      const call = customer ? updateCall(act, read, customer) : createCall(act, read, row.row);
      if (!call) throw new Error("what is unchanged is no candidate");
      const place = customer
        ? { i_customer: customer.i_customer, i_wholesaler: customer.i_wholesaler }
        : { i_wholesaler: (row.parent_row === null ? null : made.get(row.parent_row)) ?? row.i_parent };
      const { reasons } = await takenBack(db, async () =>
        examined(db, owner, i_job, row.row, call.operation, { ...call.raw, ...place }),
      );
      if (reasons.some(isThrottled)) {
        found.set(row.row, { verdict: "later", problems: [] });
        return;
      }
      found.set(row.row, {
        verdict: reasons.length > 0 ? "problem" : customer ? "update" : "create",
        problems: reasons.map((reason) => problemOf(act, reason)),
        raise: raiseOf(call, read, customer),
      });
    }
  });
}

/**
 * Does a row that others hang on, as the job will before them. One that changes a customer and is refused leaves it as it is.
 * @param made what the rows above it made
 * @returns its customer; null: it cannot be made
 */
async function doAbove(
  db: Queries,
  owner: Actor,
  i_job: number,
  { row, call, customer, i_parent, parent_row, isBad }: Above,
  made: ReadonlyMap<number, number>,
): Promise<number | null> {
  if (customer === null) {
    if (!call) return null;
    const i_wholesaler = (parent_row === null ? null : made.get(parent_row)) ?? i_parent;
    return (await examined(db, owner, i_job, row, call.operation, { ...call.raw, i_wholesaler })).i_customer;
  }
  const { i_customer, i_wholesaler } = customer;
  if (call && !isBad) {
    await writeRows(db, Prisma.sql`SAVEPOINT above`);
    const raw = { ...call.raw, i_customer, i_wholesaler };
    const { reasons } = await examined(db, owner, i_job, row, call.operation, raw);
    if (reasons.length > 0) await writeRows(db, Prisma.sql`ROLLBACK TO SAVEPOINT above`);
  }
  return i_customer;
}

async function takenBack<Done>(db: Queries, act: () => Promise<Done>): Promise<Done> {
  await writeRows(db, Prisma.sql`SAVEPOINT examined`);
  const done = await act();
  await writeRows(db, Prisma.sql`ROLLBACK TO SAVEPOINT examined`);
  return done;
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
