import { type Days, daysOfMonths } from "@/server/ground/time/calendar";

export const presets = ["this_month", "last_month", "this_quarter", "this_year"] as const;
export type Preset = (typeof presets)[number];

/** The days of a preset. @param today `YYYY-MM-DD` in the reader's time zone */
export function daysOf(preset: Preset, today: string): Days {
  const month = Number(today.slice(5, 7));
  const quarter = month - ((month - 1) % 3);
  const months = {
    this_month: [month, 1],
    last_month: [month - 1, 1],
    this_quarter: [quarter, 3],
    this_year: [1, 12],
  } as const satisfies Record<Preset, readonly [first: number, count: number]>;
  const [first, count] = months[preset];
  return daysOfMonths(today, first, count);
}
