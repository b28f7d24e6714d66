import { Refusal } from "../../../ground/refusal";

/** What a file of customers may have at most. A row is bounded too, so that an open quotation mark ends somewhere. */
export const bounds = {
  bytes: 50 * 1024 * 1024,
  /** beside the row with the headers */
  rows: 100_000,
  columns: 500,
  cellKiB: 64,
  rowKiB: 1024,
} as const satisfies Bounds;

export type Bounds = Readonly<Record<"bytes" | "rows" | "columns" | "cellKiB" | "rowKiB", number>>;

/** Of a file's rows that somebody mended: their numbers, what was wrong, and what no column had stand beside their cells. */
export const mendedBounds = {
  ...bounds,
  bytes: 2 * bounds.bytes,
  columns: 2 * bounds.columns,
  rowKiB: bounds.rowKiB + bounds.cellKiB,
} as const satisfies Bounds;

/** What we can say of a file that we do not read, each a key `file_…` below `refusals`. */
type FileProblem =
  | "empty"
  | "too_large"
  | "too_many_rows"
  | "too_many_columns"
  | "long_cell"
  | "long_row"
  | "foreign"
  | "characters"
  | "binary"
  | "half"
  | "quote_open"
  | "quote_after"
  | "quote_inside"
  | "damaged"
  | "unpacked"
  | "workbook"
  | "no_sheet"
  | "formula"
  | "merged";

/** A refusal of a whole file. @param message English, completes 'The file …' @param values what its text names */
export function fileRefusal(
  problem: FileProblem,
  message: string,
  values: Readonly<Record<string, string | number>> = {},
): Refusal {
  return new Refusal(400, `The file ${message}`, "file", { key: `file_${problem}`, values });
}

/** The bytes as they come; ends with a refusal where there are more than a file may have. */
export async function* withinBytes(
  bytes: AsyncIterable<Uint8Array>,
  most: Bounds = bounds,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const piece of bytes) {
    read += piece.byteLength;
    if (read > most.bytes) {
      const max = most.bytes / 1024 / 1024;
      throw fileRefusal("too_large", `is larger than ${max} MiB`, { max });
    }
    yield piece;
  }
}

/**
 * The rows as they come, without the empty ones at the end: spreadsheets keep those that somebody has coloured. An
 * empty row is `[]`, so that a row's place is its number.
 */
export async function* withinRows(rows: AsyncIterable<string[]>, most: Bounds): AsyncGenerator<string[]> {
  let number = 0;
  let waiting = 0;
  for await (const row of rows) {
    number += 1;
    const cells = withoutEmptyEnd(row);
    if (cells.length === 0) {
      waiting += 1;
      continue;
    }
    if (number > most.rows + 1) {
      throw fileRefusal("too_many_rows", `has more than ${most.rows} rows`, { max: most.rows });
    }
    demandRow(cells, number, most);
    for (; waiting > 0; waiting -= 1) yield [];
    yield cells;
  }
}

function withoutEmptyEnd(row: string[]): string[] {
  const last = row.findLastIndex((cell) => cell !== "");
  return last === row.length - 1 ? row : row.slice(0, last + 1);
}

/** Demands that a row has no more in it than a file may, and nothing that we cannot store. @throws Refusal 400 */
export function demandRow(cells: readonly string[], row: number, most: Bounds = bounds): void {
  if (cells.length > most.columns) throw tooManyColumns(row, most);
  let characters = 0;
  for (const [at, cell] of cells.entries()) {
    if (isLong(cell)) throw longCell(row, at + 1);
    characters += cell.length;
    if (cell.includes("\0")) throw fileRefusal("binary", `has a NUL in row ${row}`);
    if (!cell.isWellFormed()) {
      const column = at + 1;
      throw fileRefusal("half", `has a broken character in row ${row}, column ${column}`, { row, column });
    }
  }
  if (characters > most.rowKiB * 1024) throw longRow(row, most);
}

/** The refusal of a row that has too many cells. */
export function tooManyColumns(row: number, { columns: max }: Bounds): Refusal {
  return fileRefusal("too_many_columns", `has more than ${max} columns in row ${row}`, { row, max });
}

/** The refusal of a row that holds too much. */
export function longRow(row: number, { rowKiB: max }: Bounds): Refusal {
  return fileRefusal("long_row", `has more than ${max} KiB in row ${row}`, { row, max });
}

/** The refusal of a cell that holds too much. @param column from 1 */
export function longCell(row: number, column: number): Refusal {
  const max = bounds.cellKiB;
  const message = `has a cell of more than ${max} KiB in row ${row}, column ${column}`;
  return fileRefusal("long_cell", message, { row, column, max });
}

function isLong(cell: string): boolean {
  const most = bounds.cellKiB * 1024;
  // a character has three bytes at most for each of its units
  return cell.length * 3 > most && Buffer.byteLength(cell) > most;
}
