import { readCsv } from "./read-csv";
import { readXlsx } from "./read-xlsx";

/**
 * Reads a file as `exportFile` writes it, or as a spreadsheet saves it: CSV (UTF-8, with or without a byte order mark;
 * commas, semicolons or tabs) or XLSX (its first sheet, and those that go on where one is full). Which of them it is,
 * its first bytes say.
 * @returns the rows, the titles first, each value as text: numbers plain, moments as `YYYY-MM-DD HH:mm:ss`, days as
 * `YYYY-MM-DD`; what is empty is ''
 * @throws Error where it is neither
 */
export function readFile(bytes: Uint8Array): AsyncGenerator<string[]> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isZip ? readXlsx(bytes) : readCsv(bytes);
}
