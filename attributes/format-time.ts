/** A moment in a time zone and language. @param timeZone an IANA name */
export function formatDateTime(
  at: Date,
  timeZone: string,
  locale: string,
  timeStyle: "short" | "medium" = "short",
): string {
  return formatOf(locale, timeZone, { ...medium, timeStyle }).format(at);
}

/** The time of a moment on the clocks of a time zone. */
export function formatTime(at: Date, timeZone: string, locale: string): string {
  return formatOf(locale, timeZone, { timeStyle: "short" }).format(at);
}

/** The day of a moment, with the day of the week, in a time zone. */
export function formatLongDay(at: Date, timeZone: string, locale: string): string {
  return formatOf(locale, timeZone, { dateStyle: "full" }).format(at);
}

/** A day of the calendar, `YYYY-MM-DD`, in the reader's language; it is the same day in every time zone. */
export function formatDay(day: string, locale: string): string {
  return formatOf(locale, "UTC").format(beginning(day));
}

/** Writes a period of such days as people do: `1 – 30 Nov 2026`; '' if it ends before it begins. */
export function formatPeriod(since: string, until: string, locale: string): string {
  return since > until ? "" : formatOf(locale, "UTC").formatRange(beginning(since), beginning(until));
}

/** A time zone as people write it. @param timeZone an IANA name */
export function timeZoneText(timeZone: string): string {
  return timeZone.replaceAll("_", " ");
}

function beginning(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

const medium = { dateStyle: "medium" } as const;

type Style = Pick<Intl.DateTimeFormatOptions, "dateStyle" | "timeStyle">;

function formatOf(locale: string, timeZone: string, style: Style = medium): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${style.dateStyle} ${style.timeStyle}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...style, timeZone });
  formats.set(key, format);
  return format;
}

/** Making a formatter costs more than a hundred uses of it; there are few languages and some 400 time zones. */
const formats = new Map<string, Intl.DateTimeFormat>();
