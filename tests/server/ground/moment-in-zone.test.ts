import { expect, it } from "vitest";
import { momentInZone } from "@/server/ground/time/clock";
import { fc } from "@/tests/chance";

it.each([
  ["2026-11-23T18:30", "UTC", "2026-11-23T18:30:00.000Z"],
  ["2026-11-23T18:30:15", "Asia/Kolkata", "2026-11-23T13:00:15.000Z"],
  ["2026-11-23", "America/New_York", "2026-11-23T05:00:00.000Z"],
  // a skipped hour counts as the next one; of a repeated hour the first counts
  ["2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
  ["2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
  ["2026-11-01T01:30", "America/New_York", "2026-11-01T05:30:00.000Z"],
  // a day that an island skipped
  ["2011-12-30T12:00", "Pacific/Apia", "2011-12-30T22:00:00.000Z"],
])("%s in %s is %s", (local, zone, moment) => {
  expect(momentInZone(local, zone)).toBe(moment);
});

it.each(["", "soon", "2026-02-30T10:00", "2026-13-01", "2026-11-23 18:30", "2026-11-23T25:00"])(
  "'%s' is no time",
  (local) => {
    expect(momentInZone(local, "UTC")).toBe(null);
  },
);

it("the moment is shown as what was typed, in any zone and at any time of the year", () => {
  const zones = fc.constantFrom(
    "Europe/Berlin",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Asia/Tokyo",
    "UTC",
  );
  const minutes = fc.integer({ min: 0, max: 10 * 365 * 1440 });
  fc.assert(
    fc.property(zones, minutes, (timeZone, minute) => {
      const now = Date.UTC(2020, 0, 1) + minute * 60_000;
      const shown = new Date(now).toLocaleString("sv", { timeZone }).slice(0, 16).replace(" ", "T");
      const read = momentInZone(shown, timeZone) ?? "";
      expect(new Date(read).toLocaleString("sv", { timeZone }).slice(0, 16).replace(" ", "T")).toBe(shown);
    }),
  );
});
