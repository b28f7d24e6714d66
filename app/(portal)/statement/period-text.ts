import type { Days } from "./presets";

/** Writes a period as people do: `1 – 30 Nov 2026`. These days do not depend on a time zone. */
export function periodText({ since, until }: Days, locale: string): string {
  const first = new Date(`${since}T00:00:00Z`);
  const last = new Date(`${until}T00:00:00Z`);
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  return first > last ? "" : format.formatRange(first, last);
}
