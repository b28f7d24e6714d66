/** What a clock on the wall shows, as the milliseconds of the same reading in UTC; whole seconds. */
export function wallTime(at: Date, timeZone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** `YYYY-MM-DD HH:mm:ss` on that clock. */
export function wallText(at: Date, timeZone: string): string {
  return new Date(wallTime(at, timeZone)).toISOString().slice(0, 19).replace("T", " ");
}

/** The day as `YYYY-MM-DD`: a text is one already, a moment gives its local day. */
export function dayText(value: string | number | Date, timeZone: string): string {
  return value instanceof Date ? wallText(value, timeZone).slice(0, 10) : String(value);
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-u-ca-iso8601-nu-latn-hc-h23", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(timeZone, made);
  return made;
}

/** Making a formatter costs more than a hundred uses of it. */
const formats = new Map<string, Intl.DateTimeFormat>();
