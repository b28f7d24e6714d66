import { Temporal } from "temporal-polyfill";

/** The first and last day of a period, both included, as `YYYY-MM-DD`. */
export type Days = { readonly since: string; readonly until: string };

/** The day after another, both as `YYYY-MM-DD`. */
export function nextDay(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

/** Counts back from a day; both days as `YYYY-MM-DD`. */
export function dayBefore(day: string, days: number): string {
  return Temporal.PlainDate.from(day).subtract({ days }).toString();
}

/**
 * The days of whole months.
 * @param day any one of the year, `YYYY-MM-DD`
 * @param first the first month as that year counts: 1 is January, 0 the December before
 * @param count how many months
 */
export function daysOfMonths(day: string, first: number, count: number): Days {
  const since = Temporal.PlainDate.from(day)
    .with({ month: 1, day: 1 })
    .add({ months: first - 1 });
  const until = since.add({ months: count }).subtract({ days: 1 });
  return { since: since.toString(), until: until.toString() };
}
