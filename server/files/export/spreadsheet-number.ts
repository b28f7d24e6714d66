const day = 86_400_000;
/** Day 0 of spreadsheets; right only from March 1900, since they count a day before it that never was. */
const dayZero = Date.UTC(1899, 11, 30);
const [firstDay, lastDay] = [Date.UTC(1900, 2, 1), Date.UTC(9999, 11, 31, 23, 59, 59)];

/**
 * Converts what a clock shows into the days of a spreadsheet.
 * @param wall in milliseconds, as if it were UTC
 * @returns null for a time that spreadsheets cannot count correctly
 */
export function serialOf(wall: number): number | null {
  return wall >= firstDay && wall <= lastDay ? (wall - dayZero) / day : null;
}
