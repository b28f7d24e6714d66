import { describe, expect, it } from "vitest";
import { Unreadable } from "@/attributes/kinds/kind";
import { readVendorTime, writeVendorTime } from "@/server/ground/time/vendor-time";
import { fc } from "@/tests/chance";

/** A whole second in a year of four digits. */
const moment = fc
  .date({ min: new Date("1000-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true })
  .map((at) => new Date(Math.floor(at.getTime() / 1000) * 1000));

describe("a time in the original vendor's format", () => {
  it("is written as its documentation writes it, with two digits for the day", () => {
    expect(writeVendorTime(new Date("2009-11-18T09:57:29.734Z"))).toBe("09:57:29.000 GMT Wed Nov 18 2009");
    expect(writeVendorTime(new Date("2026-03-01T00:00:00Z"))).toBe("00:00:00.000 GMT Sun Mar 01 2026");
  });

  it("comes back as the same second, in UTC, by English names, as `strftime` would write it", () => {
    fc.assert(
      fc.property(moment, (at) => {
        const text = writeVendorTime(at);
        expect(text).toMatch(/^\d\d:\d\d:\d\d\.000 GMT [A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d{4}$/);
        expect(readVendorTime(text)).toEqual(at);
        const [, weekday, month, day, year] = /GMT (\w+) (\w+) (\d+) (\d+)$/.exec(text) ?? [];
        expect(at.toUTCString()).toContain(`${weekday}, ${day} ${month} ${year} `);
      }),
    );
  });

  it("is read in every spelling as the same moment", () => {
    const weekday = fc.constantFrom("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat");
    fc.assert(
      fc.property(moment, weekday, (at, wrong) => {
        const text = writeVendorTime(at);
        const iso = at.toISOString();
        for (const spelled of [
          text.replace(".000", ""),
          text.replace(/ 0(\d) (\d{4})$/, " $1 $2"),
          text.replace(/GMT \w+/, `GMT ${wrong}`),
          `  ${text} `,
          at,
          iso,
          iso.replace(".000Z", "Z"),
          iso.replace(".000Z", ""),
          iso.slice(0, 19).replaceAll("-", ""),
        ])
          expect(readVendorTime(spelled)).toEqual(at);
        const midnight = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
        expect(readVendorTime(iso.slice(0, 10))).toEqual(midnight);
      }),
    );
  });

  it.each([
    "09:57:29.000 GMT Wed Feb 31 2009",
    "09:57:29.000 GMT Wed Feb 29 2009",
    "25:00:00.000 GMT Wed Nov 18 2009",
    "24:00:00.000 GMT Wed Nov 18 2009",
    "09:60:29.000 GMT Wed Nov 18 2009",
    "09:57:61.000 GMT Wed Nov 18 2009",
    "09:57:29.000 GMT Wed Nov 0 2009",
    "09:57:29.000 GMT Wed Nov 181 2009",
    "09:57:29.000 GMT Wed Okt 18 2009",
    "09:57:29.000 GMT Mi Nov 18 2009",
    "09:57:29.000 GMT ср ноя 18 2009",
    "09:57:29.000 UTC Wed Nov 18 2009",
    "09:57:29.000 CET Wed Nov 18 2009",
    "9:57:29.000 GMT Wed Nov 18 2009",
    "09:57 GMT Wed Nov 18 2009",
    "09:57:29.000 GMT Wed Nov 18 09",
    "09:57:29.000 Wed Nov 18 2009",
    "Wed Nov 18 09:57:29 2009",
    "18.11.2009",
    "11/18/2009",
    "2009-02-31",
    "2009-13-01",
    "yesterday",
    "",
    "1258538249",
    1_258_538_249,
    true,
    {},
  ])("is refused where it is none: %j", (raw) => {
    expect(() => readVendorTime(raw)).toThrow(Unreadable);
    expect(() => readVendorTime(raw)).toThrow("must be a time like 09:57:29.000 GMT Wed Nov 18 2009");
  });
});
