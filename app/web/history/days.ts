import { dayIn } from "@/server/ground/time/today";

/** Counts back from a day; both days as `YYYY-MM-DD`. */
export function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** Groups entries by the day of a time zone and keeps their order. @param timeZone an IANA name */
export function entriesByDay<Entry extends { readonly at: Date }>(
  entries: readonly Entry[],
  timeZone: string,
): (readonly [day: string, entries: Entry[]])[] {
  const days: (readonly [string, Entry[]])[] = [];
  for (const entry of entries) {
    const day = dayIn(timeZone, entry.at);
    const last = days.at(-1);
    if (last?.[0] === day) last[1].push(entry);
    else days.push([day, [entry]]);
  }
  return days;
}
