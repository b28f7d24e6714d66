/** A moment in a time zone and language. @param timeZone an IANA name */
export function formatDateTime(
  at: Date,
  timeZone: string,
  locale: string,
  timeStyle: "short" | "medium" = "short",
): string {
  const key = `${locale} ${timeZone} ${timeStyle}`;
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle, timeZone });
  formats.set(key, format);
  return format.format(at);
}

/** A time zone as people write it. @param timeZone an IANA name */
export function timeZoneText(timeZone: string): string {
  return timeZone.replaceAll("_", " ");
}

/** Making a formatter costs more than a hundred uses of it; there are few languages and some 400 time zones. */
const formats = new Map<string, Intl.DateTimeFormat>();
