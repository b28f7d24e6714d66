import { type CellDate, openXlsx, type Workbook } from "./open-xlsx";
import { piecesOfXml } from "./read-xml";
import { mostRows } from "./sheet-xml";
import { spreadsheetNumber } from "./spreadsheet-number";

/** More columns than people use; a cell far to the right would cost as much as all those before it. */
const mostColumns = 1_000;

/** Reads the rows of an XLSX file. @param rowsPerSheet a sheet with as many is full, and continues in the next one */
export async function* readXlsx(bytes: Uint8Array, rowsPerSheet = mostRows): AsyncGenerator<string[]> {
  const workbook = openXlsx(bytes);
  let width = 0;
  for (const [index, sheet] of workbook.sheets.entries()) {
    let count = 0;
    for (const row of rowsIn(sheet, workbook)) {
      count += 1;
      // each further sheet repeats the titles
      if (index > 0 && count === 1) continue;
      width ||= row.length;
      // a file may leave out empty cells at the end of a row
      while (row.length < width) row.push("");
      yield row;
    }
    if (count < rowsPerSheet) return;
  }
}

/** One sheet's rows, read piece by piece. */
function* rowsIn(sheet: Uint8Array, workbook: Workbook): Generator<string[]> {
  const ready: string[][] = [];
  let row: string[] = [];
  let cell: Cell | null = null;
  const inside: string[] = [];
  const pieces = piecesOfXml(sheet, {
    open(element, { r, s, t }) {
      inside.push(element);
      if (element === "row") row = [];
      if (element === "c") {
        cell = { column: columnOf(r) ?? row.length, type: t ?? "n", style: Number(s ?? 0), text: "" };
      }
    },
    text(more) {
      const element = inside.at(-1);
      if (cell && (element === "v" || (element === "t" && !inside.includes("rPh")))) cell.text += more;
    },
    close(element) {
      inside.pop();
      if (element === "row") ready.push(row);
      if (element !== "c" || !cell) return;
      if (cell.column >= mostColumns) throw new Error(`An XLSX file has more than ${mostColumns} columns`);
      while (row.length < cell.column) row.push("");
      row[cell.column] = cellText(cell, workbook);
      cell = null;
    },
  });
  for (const _piece of pieces) yield* ready.splice(0);
  yield* ready.splice(0);
}

type Cell = { readonly column: number; readonly type: string; readonly style: number; text: string };

/** `C7` is in column 2; a cell without a place is right of the one before. */
function columnOf(place: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(place ?? "")?.[0];
  if (letters === undefined) return null;
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellText({ type, style, text }: Cell, { texts, dates, from1904 }: Workbook): string {
  switch (type) {
    case "s":
      return unescaped(texts[Number(text)] ?? "");
    case "inlineStr":
    case "str":
      return unescaped(text);
    case "n": {
      const date: CellDate = dates[style] ?? null;
      return spreadsheetNumber(text, date, from1904);
    }
    default:
      // booleans, errors and dates in ISO 8601 keep their text
      return text;
  }
}

/** Reads `_x0041_` as an A, as spreadsheets do. */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
