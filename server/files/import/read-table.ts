import { csvRows } from "./csv/csv-rows";
import { foreignKind } from "./foreign-kind";
import { type Bounds, bounds, fileRefusal, withinBytes, withinRows } from "./limits/bounds";
import type { NumberedRow, TableFormat } from "./table";
import { translated } from "./translate-table";
import { sheetRows } from "./xlsx/sheet-rows";

export type { NumberedRow, TableFormat } from "./table";

/** A table whose headers are read and whose rows come one after the other. */
export type Table = {
  readonly format: TableFormat;
  /** the first row that is not empty, and what we add to another program's; see `translated` */
  readonly headers: readonly string[];
  readonly headerRow: number;
  /** the rows below it that are not empty. A reader who stops early must return it. */
  readonly rows: AsyncGenerator<NumberedRow>;
};

type Asked = {
  /** the file's, for sentences about it; what it is we see from its bytes */
  readonly name: string;
  /** a workbook's sheet; without, its first */
  readonly sheet?: string | undefined;
  /** how much it may hold; absent: what a file of customers may */
  readonly most?: Bounds | undefined;
};

/**
 * Reads a table from an uploaded file, CSV or XLSX, as text: numbers plain, days `YYYY-MM-DD`, moments
 * `YYYY-MM-DD HH:mm:ss`. Holds a row at a time of CSV; of XLSX the packed file and the texts that its cells share.
 * @throws Refusal 400 about `file`: more than it may hold (see `bounds`), no table, damaged
 */
export async function openTable(bytes: AsyncIterable<Uint8Array>, asked: Asked): Promise<Table> {
  const { format, rows } = await opened(bytes, asked);
  let row = 0;
  for (;;) {
    const { done, value } = await rows.next();
    if (done) throw fileRefusal("empty", "has no rows");
    row += 1;
    if (value.length === 0) continue;
    const headers = value.map((header) => header.trim());
    return { format, headerRow: row, ...translated({ headers, rows: numbered(rows, row) }) };
  }
}

/** The same without headers: every row, an empty one as `[]`, none at the end. See `openTable`. */
export async function* readTable(bytes: AsyncIterable<Uint8Array>, asked: Asked): AsyncGenerator<string[]> {
  yield* (await opened(bytes, asked)).rows;
}

async function* numbered(rows: AsyncGenerator<string[]>, from: number): AsyncGenerator<NumberedRow> {
  let row = from;
  for await (const cells of rows) {
    row += 1;
    if (cells.length > 0) yield { row, cells };
  }
}

async function opened(
  bytes: AsyncIterable<Uint8Array>,
  { sheet, most = bounds }: Asked,
): Promise<{ readonly format: TableFormat; readonly rows: AsyncGenerator<string[]> }> {
  const source = withinBytes(bytes, most);
  const first = await source.next();
  if (first.done) throw fileRefusal("empty", "is empty");
  let head = first.value;
  while (head.length < headBytes) {
    const { done, value } = await source.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  const foreign = foreignKind(head);
  if (foreign !== null) {
    await source.return(undefined);
    throw fileRefusal("foreign", `is no CSV and no XLSX, but ${foreign}`, { kind: foreign });
  }
  const whole = following(head, source);
  return isZip(head)
    ? { format: "xlsx", rows: withinRows(sheetRows(whole, sheet, most), most) }
    : { format: "csv", rows: withinRows(csvRows(whole, most), most) };
}

function isZip([one, two, three]: Uint8Array): boolean {
  // PK, and not the list of an empty one
  return one === 0x50 && two === 0x4b && three === 0x03;
}

/** What the beginning of every kind of file that we know fits into. */
const headBytes = 1024;

async function* following(head: Uint8Array, source: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield head;
    yield* source;
  } finally {
    await source.return(undefined);
  }
}
