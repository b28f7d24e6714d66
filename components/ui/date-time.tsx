import { useLocale } from "next-intl";

/** A moment in the reader's time zone and language. @param timeZone an IANA name */
export function DateTime({ at, timeZone }: { readonly at: Date; readonly timeZone: string }) {
  return (
    <time dateTime={at.toISOString()} className="whitespace-nowrap tabular-nums">
      {formatDateTime(at, timeZone, useLocale())}
    </time>
  );
}

export function formatDateTime(at: Date, timeZone: string, locale: string): string {
  const key = `${locale} ${timeZone}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  formats.set(key, format);
  return format.format(at);
}

/** Making a formatter costs more than a hundred uses of it; there are few languages and some 400 time zones. */
const formats = new Map<string, Intl.DateTimeFormat>();
