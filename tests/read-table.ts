import type { Cell, CellValue, Sheet } from "hucre";
import { parseCsv } from "hucre/csv";
import { readXlsx } from "hucre/xlsx";
import { plainDecimal } from "@/attributes/reading/decimal";
import { withoutApostrophe } from "@/server/files/export/apostrophe";

/**
 * Reads a file as `exportFile` writes it, by hucre: CSV, without the apostrophes that keep spreadsheets from computing, or
 * XLSX, whose further sheets repeat the titles.
 * @returns the rows, the titles first, each value as text: numbers plain, moments as `YYYY-MM-DD HH:mm:ss`, days as
 * `YYYY-MM-DD`, empty cells ''
 */
export async function readTable(bytes: Uint8Array): Promise<string[][]> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isZip ? await rowsOfXlsx(bytes) : rowsOfCsv(bytes);
}

function rowsOfCsv(bytes: Uint8Array): string[][] {
  // removes the byte order mark, and throws on anything but UTF-8
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  return parseCsv(text, { delimiter: "," }).map((row) => row.map((cell) => withoutApostrophe(String(cell))));
}

async function rowsOfXlsx(bytes: Uint8Array): Promise<string[][]> {
  const { sheets } = await readXlsx(bytes, { readStyles: true });
  const rows = sheets.flatMap((sheet, at) => rowsOfSheet(sheet).slice(at === 0 ? 0 : 1));
  const width = rows[0]?.length ?? 0;
  // a file may leave out empty cells at the end of a row
  return rows.map((row) => [...row, ...Array(Math.max(0, width - row.length)).fill("")]);
}

function rowsOfSheet({ rows, cells }: Sheet): string[][] {
  return rows.map((row, y) => row.map((value, x) => spelled(value, cells?.get(`${y},${x}`))));
}

function spelled(value: CellValue, cell: Cell | undefined): string {
  if (value instanceof Date) {
    const text = value.toISOString().slice(0, 19).replace("T", " ");
    return /h/.test(cell?.style?.numFmt ?? "") ? text : text.slice(0, 10);
  }
  return typeof value === "number" ? plainDecimal(String(value)) : String(value ?? "");
}
