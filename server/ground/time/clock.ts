import { Temporal } from "temporal-polyfill";

/** What a clock on the wall of a zone shows, as the milliseconds of the same reading in UTC; whole seconds. */
export function wallTime(at: Date, timeZone: string): number {
  const ahead = clockAt(at, timeZone).offsetNanoseconds / 1_000_000;
  return Math.floor((at.getTime() + ahead) / 1000) * 1000;
}

/** `YYYY-MM-DD HH:mm:ss` on that clock. */
export function wallText(at: Date, timeZone: string): string {
  return new Date(wallTime(at, timeZone)).toISOString().slice(0, 19).replace("T", " ");
}

/** The day of a moment in a time zone, as `YYYY-MM-DD`. @param timeZone an IANA name */
export function dayIn(at: Date, timeZone: string): string {
  return clockAt(at, timeZone).toPlainDate().toString();
}

/** Today in a time zone, as `YYYY-MM-DD`. @param timeZone an IANA name */
export function todayIn(timeZone: string): string {
  return dayIn(new Date(), timeZone);
}

/**
 * Finds the moment at which a day begins in a time zone. Mostly that is midnight. Where the clocks skip midnight, it is
 * the first moment of the day that they show; where midnight comes twice, the first one. A day that a place skipped
 * altogether begins with the next day.
 * @param day `YYYY-MM-DD` @param timeZone an IANA name
 */
export function startOfDay(day: string, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);
}

/**
 * The moment of a wall clock's time in a time zone. A skipped hour counts as the one after; of an hour that comes twice
 * the first counts.
 * @param local as in a form's field: `2026-11-23T18:30`, or a day alone, which stands for its midnight
 * @param timeZone an IANA name
 * @returns in ISO 8601; null if it is not a time
 */
export function momentInZone(local: string, timeZone: string): string | null {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$/.test(local)) return null;
  const wall = new Date(local.length === 10 ? local : `${local}Z`);
  // Date reads 30 February as 2 March, and Temporal a second 60 as 59
  if (Number.isNaN(wall.getTime()) || !wall.toISOString().startsWith(local)) return null;
  const moment = Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone, {
    disambiguation: "compatible",
  });
  return new Date(moment.epochMilliseconds).toISOString();
}

function clockAt(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
}

/** A day of 24 hours, as what lasts for days is reckoned with. */
const dayMs = 86_400_000;

/** The moment after so many days from now. */
export function inDays(days: number): Date {
  return new Date(Date.now() + days * dayMs);
}

/** How many days it is until a moment, and parts of a day. */
export function daysUntil(at: Date): number {
  return (at.getTime() - Date.now()) / dayMs;
}
