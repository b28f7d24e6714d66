export const presets = ["this_month", "last_month", "this_quarter", "this_year"] as const;
export type Preset = (typeof presets)[number];

/** The first and last day of a period, both included, as `YYYY-MM-DD`. */
export type Days = { readonly since: string; readonly until: string };

/** The days of a preset. @param today `YYYY-MM-DD` in the reader's time zone */
export function daysOf(preset: Preset, today: string): Days {
  const [year = 0, month = 1] = today.split("-").map(Number);
  const quarter = month - ((month - 1) % 3);
  const months = {
    this_month: [month, 1],
    last_month: [month - 1, 1],
    this_quarter: [quarter, 3],
    this_year: [1, 12],
  } as const satisfies Record<Preset, readonly [first: number, count: number]>;
  const [first, count] = months[preset];
  // day 0 of a month is the last day of the month before
  return { since: dayIn(year, first, 1), until: dayIn(year, first + count, 0) };
}

/** Makes a day from numbers that may overflow: month 0 is December of the year before. */
function dayIn(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}
