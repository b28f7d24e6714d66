import { plainDecimal } from "@/attributes/reading/decimal";
import { wallText } from "../../ground/time/clock";
import { withApostrophe } from "./apostrophe";
import { dayText, type ExportColumn, isAmount, type Sheet } from "./export-column";

const encoder = new TextEncoder();

/** A CSV file, a piece for each batch: RFC 4180, UTF-8 with a byte order mark, which tells spreadsheets so. */
export async function* csvPieces<Row>({ columns, rows, timeZone }: Sheet<Row>): AsyncGenerator<Uint8Array> {
  yield encoder.encode(`\uFEFF${line(columns.map(({ title }) => quoted(withApostrophe(title))))}`);
  for await (const batch of rows) {
    if (batch.length === 0) continue;
    const lines = batch.map((row) => line(columns.map((column) => cell(column, row, timeZone))));
    yield encoder.encode(lines.join(""));
  }
}

function line(cells: readonly string[]): string {
  // without quotes a single empty cell would be no line at all
  return `${cells.length === 1 && cells[0] === "" ? '""' : cells.join(",")}\r\n`;
}

function cell<Row>({ kind, value }: ExportColumn<Row>, row: Row, timeZone: string): string {
  const given = value(row);
  if (given === null) return "";
  if (isAmount(given)) return plainDecimal(given.amount);
  switch (kind) {
    case "text":
      return quoted(withApostrophe(String(given)));
    case "amount":
    case "integer":
      return plainDecimal(String(given));
    case "moment":
      return given instanceof Date ? wallText(given, timeZone) : quoted(withApostrophe(String(given)));
    case "day":
      return dayText(given, timeZone);
    default:
      return kind satisfies never;
  }
}

function quoted(text: string): string {
  // without quotes some readers lose blanks at the ends
  return /[",\r\n;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
