import { plainDecimal } from "@/attributes/reading/decimal";

const day = 86_400_000;
/** Day 0 of spreadsheets; right only from March 1900, since they count a day before it that never was. */
const dayZero = Date.UTC(1899, 11, 30);
/** How many days later spreadsheets start that count from 1904. */
const laterDays = 1_462;
const [firstDay, lastDay] = [Date.UTC(1900, 2, 1), Date.UTC(9999, 11, 31, 23, 59, 59)];

/**
 * Converts what a clock shows into the days of a spreadsheet.
 * @param wall in milliseconds, as if it were UTC
 * @returns null for a time that spreadsheets cannot count correctly
 */
export function serialOf(wall: number): number | null {
  return wall >= firstDay && wall <= lastDay ? (wall - dayZero) / day : null;
}

/** A cell's number as text: a date as a date, an amount as plain decimal text. @param text as in the file */
export function spreadsheetNumber(text: string, date: "moment" | "day" | null, from1904: boolean): string {
  const number = Number(text);
  if (text === "" || !Number.isFinite(number)) return text;
  if (date !== null) {
    const seconds = Math.round((number + (from1904 ? laterDays : 0)) * 86_400);
    const wall = dayZero + seconds * 1_000;
    if (wall >= firstDay && wall <= lastDay)
      return new Date(wall)
        .toISOString()
        .slice(0, date === "day" ? 10 : 19)
        .replace("T", " ");
  }
  // a plain decimal is exact; anything else a spreadsheet computed, with 15 significant digits
  return plainDecimal(/^-?\d+(\.\d{1,6})?$/.test(text) ? text : String(Number(number.toPrecision(15))));
}
