import { Unreadable } from "@/attributes/kinds/kind";
import { nextDay } from "../ground/time/calendar";
import { startOfDay } from "../ground/time/clock";
import { readDay } from "../ground/time/read-time";
import { type Reader, readFilter } from "./read-parameter";

/**
 * Reads a period in days of a time zone, from `since` to `until`, both included. An absent or empty bound is open.
 * @returns the first moment, and the first one after the period @throws Refusal 400 naming the bound that is no day
 */
export function readDays(
  raw: Readonly<Record<string, unknown>>,
  timeZone: string,
): { readonly since: Date | undefined; readonly until: Date | undefined } {
  const since = readFilter(raw, "since", readFilterDay);
  const until = readFilter(raw, "until", readFilterDay);
  return {
    since: since === undefined ? undefined : startOfDay(since, timeZone),
    until: until === undefined ? undefined : startOfDay(nextDay(until), timeZone),
  };
}

/** Reads a day of the years 1900 to 2999, whose clocks are known or foreseen, as `YYYY-MM-DD`. @throws Unreadable */
export const readFilterDay: Reader<string> = (raw) => {
  const day = readDay(typeof raw === "string" ? raw.trim() : raw);
  if (day >= "1900-01-01" && day <= "2999-12-30") return day;
  throw new Unreadable({ message: "must be a day of the years 1900 to 2999", key: "day_expected" });
};
