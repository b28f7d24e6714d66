import { describe, expect, it } from "vitest";
import { nextDay } from "@/server/ground/time/calendar";
import { startOfDay } from "@/server/ground/time/clock";
import { fc } from "@/tests/chance";

describe("a day begins", () => {
  it.each([
    ["UTC", "2026-11-23", "2026-11-23T00:00:00.000Z"],
    ["Asia/Tehran", "2026-11-23", "2026-11-22T20:30:00.000Z"],
    // the clocks skip midnight, so the day begins at one
    ["America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00.000Z"],
    ["Asia/Tehran", "2022-03-22", "2022-03-21T20:30:00.000Z"],
    ["Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00.000Z"],
    // at midnight the clocks go back to eleven, so the day begins at the second midnight
    ["America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00.000Z"],
    // at one the clocks go back to midnight, and the first midnight counts
    ["America/Havana", "2026-11-01", "2026-11-01T04:00:00.000Z"],
    ["Europe/Lisbon", "2026-03-29", "2026-03-29T00:00:00.000Z"],
    ["Europe/Lisbon", "2026-03-30", "2026-03-29T23:00:00.000Z"],
    ["Europe/Lisbon", "2026-10-26", "2026-10-26T00:00:00.000Z"],
    // by half an hour
    ["Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30:00.000Z"],
    ["Australia/Lord_Howe", "2026-10-05", "2026-10-04T13:00:00.000Z"],
    ["Australia/Lord_Howe", "2026-04-06", "2026-04-05T13:30:00.000Z"],
    // from half past eleven to half past midnight
    ["America/Toronto", "1919-03-31", "1919-03-31T04:30:00.000Z"],
    // a day that Samoa left out
    ["Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00.000Z"],
    ["Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00.000Z"],
  ])("in %s on %s at %s", (zone, day, moment) => {
    expect(startOfDay(day, zone).toISOString()).toBe(moment);
  });
});

/** The day in a zone, as Intl writes it. */
function dayAt(moment: number, timeZone: string): string {
  const shown = new Intl.DateTimeFormat("en-u-ca-iso8601", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(moment);
  const part = (type: string) => shown.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

it("the second before is the day before, and the moment itself the day, in every zone", () => {
  const zones = Intl.supportedValuesOf("timeZone");
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.date({ min: new Date("2012-01-01"), max: new Date("2037-01-01"), noInvalidDate: true }),
      (zone, date) => {
        const day = date.toISOString().slice(0, 10);
        const start = startOfDay(day, zone).getTime();
        expect(dayAt(start, zone)).toBe(day);
        expect(dayAt(start - 1000, zone) < day).toBe(true);
        expect(startOfDay(nextDay(day), zone).getTime()).toBeGreaterThan(start);
      },
    ),
    { numRuns: 1_000 },
  );
});

it("the day after the last of a month or year is the first of the next", () => {
  expect(["2026-12-31", "2028-02-28", "2026-02-28"].map(nextDay)).toEqual([
    "2027-01-01",
    "2028-02-29",
    "2026-03-01",
  ]);
});
