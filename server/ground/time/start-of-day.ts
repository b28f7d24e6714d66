import { wallTime } from "./wall-time";

const dayInMs = 86_400_000;

/**
 * Finds the moment at which a day begins in a time zone. Mostly that is midnight. Where the clocks skip midnight, it is
 * the first moment of the day that they show; where midnight comes twice, the first one. A day that a place skipped
 * altogether begins with the next day.
 * @param day `YYYY-MM-DD`, of the years 1900 to 2999 @param timeZone an IANA name
 */
export function startOfDay(day: string, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // the offsets from UTC a day before and a day after: between the two the clocks change at most once
  const before = aheadAt(midnight - dayInMs, timeZone);
  const after = aheadAt(midnight + dayInMs, timeZone);
  const readings = [midnight - before, midnight - after].sort((one, other) => one - other);
  const exact = readings.find((moment) => wallTime(new Date(moment), timeZone) === midnight);
  if (exact !== undefined) return new Date(exact);
  return new Date(firstShown(midnight, midnight - after, midnight - before, timeZone));
}

/** The day after another, both as `YYYY-MM-DD`. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + dayInMs).toISOString().slice(0, 10);
}

function aheadAt(moment: number, timeZone: string): number {
  return wallTime(new Date(moment), timeZone) - moment;
}

/** Finds the first second between two moments at which the clocks show `wall` or later, having skipped it. */
function firstShown(wall: number, early: number, late: number, timeZone: string): number {
  let [below, from] = [early, late];
  while (from - below > 1000) {
    const middle = below + Math.floor((from - below) / 2000) * 1000;
    if (wallTime(new Date(middle), timeZone) >= wall) from = middle;
    else below = middle;
  }
  return from;
}
