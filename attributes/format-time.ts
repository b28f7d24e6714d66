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

/** A moment as briefly as it is clear: the time if it is of today, else the day, with its year if that is another. */
export function formatRecent(at: Date, timeZone: string, locale: string, now = new Date()): string {
  const [day, today] = [at, now].map((one) => formatOf("sv", timeZone, { dateStyle: "short" }).format(one));
  if (!day || day === today) return formatTime(at, timeZone, locale);
  return day.slice(0, 4) === today?.slice(0, 4) ? formatAxisDay(day, locale) : formatDay(day, locale);
}

/** The day of a moment, with the day of the week, in a time zone. */
export function formatLongDay(at: Date, timeZone: string, locale: string): string {
  return formatOf(locale, timeZone, { dateStyle: "full" }).format(at);
}

/** A day of the calendar, `YYYY-MM-DD`, in the reader's language; it is the same day in every time zone. */
export function formatDay(day: string, locale: string): string {
  return formatOf(locale, "UTC").format(beginning(day));
}

/** The same as an axis has room for: `29 Nov`. */
export function formatAxisDay(day: string, locale: string): string {
  return partsOf(locale, { day: "numeric", month: "short" }).format(beginning(day));
}

/** A month of the calendar, `YYYY-MM`: `Nov`, or `November 2026`. */
export function formatMonth(month: string, length: "short" | "long", locale: string): string {
  const parts =
    length === "short" ? ({ month: "short" } as const) : ({ month: "long", year: "numeric" } as const);
  return partsOf(locale, parts).format(beginning(`${month}-15`));
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

function partsOf(locale: string, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${Object.values(parts).join(" ")}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...parts, timeZone: "UTC" });
  formats.set(key, format);
  return format;
}

/** Making a formatter costs more than a hundred uses of it; there are few languages and some 400 time zones. */
const formats = new Map<string, Intl.DateTimeFormat>();
