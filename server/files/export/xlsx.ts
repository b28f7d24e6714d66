import { Zip, ZipDeflate } from "fflate";
import type { Sheet } from "./export-column";
import { mostRows, rowXml, sheetEnd, sheetStart } from "./sheet-xml";
import { workbookParts } from "./workbook-xml";

/** Our zip files have offsets of 32 bits. */
const mostBytes = 2 ** 32 - 2 ** 20;

/** The first day that zip files know. */
const firstDay = new Date(1980, 0, 1);

const encoder = new TextEncoder();

/**
 * An XLSX file in pieces: a zip whose sheets we write as the batches come. When a sheet is full, another one begins,
 * with the titles again.
 * @param rowsPerSheet including the titles' row
 */
export async function* xlsxPieces<Row>(
  { title, columns, rows, timeZone }: Sheet<Row>,
  rowsPerSheet = mostRows,
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let written = 0;
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    written += piece.length;
    if (written > mostBytes) throw new Error("An XLSX file cannot have more than 4 GiB");
    if (piece.length > 0) ready.push(piece);
  });
  const open = (path: string) => {
    // better compression gains little and costs much time
    const part = new ZipDeflate(path, { level: 3 });
    // of the same rows the same file, whenever it is made
    part.mtime = firstDay;
    zip.add(part);
    return {
      write: (text: string) => part.push(encoder.encode(text)),
      end: (text: string) => part.push(encoder.encode(text), true),
    };
  };
  const openSheet = (number: number) => {
    const sheet = open(`xl/worksheets/sheet${number}.xml`);
    sheet.write(sheetStart(columns));
    return sheet;
  };

  let sheets = 1;
  let sheet = openSheet(sheets);
  let used = 1;
  for await (const batch of rows) {
    for (let from = 0; from < batch.length; ) {
      if (used === rowsPerSheet) {
        sheet.end(sheetEnd);
        sheets += 1;
        sheet = openSheet(sheets);
        used = 1;
      }
      const part = batch.slice(from, from + rowsPerSheet - used);
      const first = used + 1;
      sheet.write(part.map((row, index) => rowXml(columns, row, first + index, timeZone)).join(""));
      used += part.length;
      from += part.length;
    }
    yield* ready.splice(0);
  }
  sheet.end(sheetEnd);
  for (const [path, text] of workbookParts(title, sheets)) open(path).end(text);
  zip.end();
  yield* ready.splice(0);
}
