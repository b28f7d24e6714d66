/**
 * The moment of a wall clock's time in a time zone. A skipped hour counts as the one after; of an hour that comes twice
 * the first counts.
 * @param local as in a form's field: `2026-11-23T18:30`, or a day alone, which stands for its beginning
 * @param timeZone an IANA name
 * @returns in ISO 8601; null if it is not a time
 */
export function momentInZone(local: string, timeZone: string): string | null {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$/.test(local)) return null;
  const wall = Date.parse(local.length === 10 ? `${local}T00:00Z` : `${local}Z`);
  // Date reads 30 February as 2 March
  if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(local)) return null;
  // the zone's offsets a day before and after: in between, the clock has one of the two
  const offsets = [-1, 1].map((side) => offsetAt(wall + side * 86_400_000, timeZone));
  const readings = offsets.map((offset) => wall - offset).sort((one, other) => one - other);
  const exact = readings.find((moment) => moment + offsetAt(moment, timeZone) === wall);
  return new Date(exact ?? readings[1] ?? wall).toISOString();
}

/** How far a zone's clock is ahead of UTC, in milliseconds. */
function offsetAt(moment: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value);
  const shown = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return shown - Math.floor(moment / 1000) * 1000;
}
