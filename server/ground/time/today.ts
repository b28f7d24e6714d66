/** Today in a time zone, as `YYYY-MM-DD`. @param timeZone an IANA name */
export function todayIn(timeZone: string): string {
  return dayIn(timeZone, new Date());
}

/** The day of a moment in a time zone, as `YYYY-MM-DD`. @param timeZone an IANA name */
export function dayIn(timeZone: string, at: Date): string {
  const format =
    // Sweden writes days as YYYY-MM-DD
    formats.get(timeZone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
  formats.set(timeZone, format);
  return format.format(at);
}

/** A new formatter costs more than a hundred uses of one; there are some 400 time zones. */
const formats = new Map<string, Intl.DateTimeFormat>();
