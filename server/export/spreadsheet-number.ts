import { plainDecimal } from "@/attributes/decimal";

const day = 86_400_000;
/** Day 0 of spreadsheets; right from March 1900 on, before which they count a day that never was. */
const dayZero = Date.UTC(1899, 11, 30);
/** How many days later those count that begin in 1904. */
const laterDays = 1_462;
const [firstDay, lastDay] = [Date.UTC(1900, 2, 1), Date.UTC(9999, 11, 31, 23, 59, 59)];

/**
 * What a clock shows, as the days of a spreadsheet.
 * @param wall in milliseconds, as if it were UTC
 * @returns null for what spreadsheets cannot count rightly
 */
export function serialOf(wall: number): number | null {
  return wall >= firstDay && wall <= lastDay ? (wall - dayZero) / day : null;
}

/** A number of a cell as text: a date as such, an amount plain. @param text as the file has it */
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
  // a decimal text is exact; anything else a spreadsheet computed, with 15 digits that count
  return plainDecimal(/^-?\d+(\.\d{1,6})?$/.test(text) ? text : String(Number(number.toPrecision(15))));
}
