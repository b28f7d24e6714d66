import { describe, expect, it } from "vitest";
import { daysOf, presets } from "@/app/(portal)/statement/presets";
import { Refusal } from "@/server/ground/refusal";
import { nextDay } from "@/server/ground/time/calendar";
import { readDays } from "@/server/input/read-days";
import { fc } from "@/tests/chance";

describe("the days of a preset", () => {
  it.each([
    ["this_month", "2026-11-23", "2026-11-01", "2026-11-30"],
    ["this_month", "2028-02-29", "2028-02-01", "2028-02-29"],
    ["last_month", "2026-01-31", "2025-12-01", "2025-12-31"],
    ["last_month", "2026-03-31", "2026-02-01", "2026-02-28"],
    ["this_quarter", "2026-11-23", "2026-10-01", "2026-12-31"],
    ["this_quarter", "2026-03-31", "2026-01-01", "2026-03-31"],
    ["this_year", "2026-11-23", "2026-01-01", "2026-12-31"],
  ] as const)("%s on %s are %s to %s", (preset, today, since, until) => {
    expect(daysOf(preset, today)).toEqual({ since, until });
  });

  it("have today in them, but for the last month, which ends before this one begins", () => {
    const day = fc
      .date({ min: new Date("1970-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.constantFrom(...presets), (today, preset) => {
        const { since, until } = daysOf(preset, today);
        expect(since.endsWith("-01")).toBe(true);
        if (preset === "last_month") expect(nextDay(until)).toBe(daysOf("this_month", today).since);
        else expect(since <= today && today <= until).toBe(true);
      }),
    );
  });
});

describe("days as they are typed", () => {
  it("are read in the reader's zone, the last one included", () => {
    expect(readDays({ since: "2025-10-26", until: " 2025-10-26 " }, "Europe/Lisbon")).toEqual({
      since: new Date("2025-10-25T23:00:00Z"),
      until: new Date("2025-10-27T00:00:00Z"),
    });
    expect(readDays({ since: "", until: undefined }, "UTC")).toEqual({ since: undefined, until: undefined });
  });

  it.each(["someday", "2026-02-30", "0001-01-01", "9999-12-31", "2999-12-31", "2026-1-1", "\0"])(
    "are refused by name: %j",
    (until) => {
      expect(() => readDays({ until }, "Asia/Tehran")).toThrow(Refusal);
    },
  );
});
