import { readCsv } from "./read-csv";
import { readXlsx } from "./read-xlsx";

/**
 * Reads a file as `exportFile` writes it, or as a spreadsheet saves it: CSV (UTF-8, with or without a byte order mark;
 * commas, semicolons or tabs) or XLSX (its first sheet, and those that continue a full one). The first bytes tell which
 * it is.
 * @returns the rows, the titles first, each value as text: numbers plain, moments as `YYYY-MM-DD HH:mm:ss`, days as
 * `YYYY-MM-DD`, empty cells ''
 * @throws Error if it is neither
 */
export function readFile(bytes: Uint8Array): AsyncGenerator<string[]> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isZip ? readXlsx(bytes) : readCsv(bytes);
}
