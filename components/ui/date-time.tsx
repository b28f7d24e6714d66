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
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(at);
}
