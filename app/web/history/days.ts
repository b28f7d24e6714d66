import { dayIn } from "@/server/ground/time/clock";

/** Groups entries by the day of a time zone and keeps their order. @param timeZone an IANA name */
export function entriesByDay<Entry extends { readonly at: Date }>(
  entries: readonly Entry[],
  timeZone: string,
): (readonly [day: string, entries: Entry[]])[] {
  const days: (readonly [string, Entry[]])[] = [];
  for (const entry of entries) {
    const day = dayIn(entry.at, timeZone);
    const last = days.at(-1);
    if (last?.[0] === day) last[1].push(entry);
    else days.push([day, [entry]]);
  }
  return days;
}
