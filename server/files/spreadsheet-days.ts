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

/**
 * Converts days of a spreadsheet into what a clock shows, to the second.
 * @returns milliseconds as if it were UTC; null: no clock shows it
 */
export function wallOf(serial: number): number | null {
  if (serial < 0 || serial >= 2_958_466) return null;
  // they count a 29th of February 1900 that never was
  const shift = serial < 60 && serial >= 1 ? 1 : 0;
  return dayZero + Math.round(((serial + shift) * day) / 1_000) * 1_000;
}
