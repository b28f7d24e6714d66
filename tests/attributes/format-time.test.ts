import { expect, it } from "vitest";
import { formatRecent } from "@/attributes/format-time";

const now = new Date("2026-01-02T01:00:00Z");

it.each([
  // in Berlin both are of the second of January
  ["2026-01-01T23:30:00Z", "Europe/Berlin", "12:30 AM"],
  ["2026-01-01T23:30:00Z", "UTC", "Jan 1"],
  ["2025-12-31T12:00:00Z", "UTC", "Dec 31, 2025"],
  // west of the zero meridian it is the day that people had
  ["2025-12-31T02:00:00Z", "America/New_York", "Dec 30"],
])("a moment is said as briefly as it is clear: %s in %s", (at, zone, said) => {
  const here = zone === "America/New_York" ? new Date("2025-12-31T20:00:00Z") : now;
  expect(formatRecent(new Date(at), zone, "en", here).replaceAll("\u202f", " ")).toBe(said);
});
