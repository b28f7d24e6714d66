import { formatDateTime } from "@/attributes/format-time";
import { useLocale } from "@/i18n/texts";

export { formatDateTime, timeZoneText } from "@/attributes/format-time";

type Props = {
  readonly at: Date;
  /** an IANA name */
  readonly timeZone: string;
  /** for events that happen many times a minute */
  readonly seconds?: boolean;
};

/** A moment in the reader's time zone and language. */
export function DateTime({ at, timeZone, seconds = false }: Props) {
  return (
    <time dateTime={at.toISOString()} className="whitespace-nowrap tabular-nums">
      {formatDateTime(at, timeZone, useLocale(), seconds ? "medium" : "short")}
    </time>
  );
}
