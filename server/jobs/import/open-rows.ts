import { database } from "../../database/client";
import { type CustomerRow, findCustomerRows } from "../../record/customer-row";
import type { ImportAct } from "../acts/import-act";
import { openCells } from "./cells";
import type { ImportProblem, ImportRow } from "./import-row";
import type { ReadCells } from "./read-row";
import { problemsOfPlace } from "./row-call";

/** A row with its cells, and the customer that it is about; null: there is none, or no longer */
export type RowAndCustomer<Row extends ImportRow = ImportRow> = {
  readonly row: Row;
  readonly cells: readonly string[];
  readonly customer: CustomerRow | null;
};

/** Opens the cells of some rows and finds the customers that they are about, in one statement. */
export async function openRows<Row extends ImportRow>(rows: readonly Row[]): Promise<RowAndCustomer<Row>[]> {
  const ids = rows.flatMap(({ i_customer }) => i_customer ?? []);
  const found = ids.length === 0 ? [] : await findCustomerRows(database(), ids);
  const customers = new Map(found.map((one) => [one.i_customer, one]));
  return rows.map((row) => ({
    row,
    cells: openCells(row.cells),
    customer: row.i_customer === null ? null : (customers.get(row.i_customer) ?? null),
  }));
}

/** What is wrong with a row before its operation is asked: by what stands beside it, and in its cells. */
export function problemsBefore(
  act: ImportAct,
  row: ImportRow,
  read: ReadCells,
  customer: CustomerRow | null,
): ImportProblem[] {
  return [...problemsOfPlace(act, row, customer?.i_wholesaler ?? null), ...read.problems];
}
