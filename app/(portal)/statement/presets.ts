export const presets = ["this_month", "last_month", "this_quarter", "this_year"] as const;
export type Preset = (typeof presets)[number];

/** The first and the last day of a period, both of them in it, as `YYYY-MM-DD`. */
export type Days = { readonly since: string; readonly until: string };

/** The days of a preset. @param today `YYYY-MM-DD`, where the reader is */
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
  // the day before the first of a month is the last one of the month before
  return { since: dayIn(year, first, 1), until: dayIn(year, first + count, 0) };
}

/** A day by its numbers, which may run over: month 0 is December of the year before. */
function dayIn(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}
