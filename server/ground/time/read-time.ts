import { Unreadable } from "@/attributes/kinds/kind";

/**
 * Reads a calendar day: `2026-11-23`, or a dateTime, which counts by its day in UTC.
 * @returns as `YYYY-MM-DD` @throws Unreadable
 */
export function readDay(raw: unknown): string {
  if (raw instanceof Date) return readMoment(raw).slice(0, 10);
  if (typeof raw === "string" && /^\d{4}-\d\d-\d\d$/.test(raw)) return readMoment(raw).slice(0, 10);
  throw new Unreadable({ message: "must be a day, such as 2026-11-23", key: "day_expected" });
}

/**
 * Reads a moment: a dateTime, a day (its beginning), or a day with a time; in UTC unless it has a zone.
 * @returns in ISO 8601, which PostgreSQL reads the same in any zone @throws Unreadable
 */
export function readMoment(raw: unknown): string {
  const moment = raw instanceof Date ? raw : typeof raw === "string" ? momentIn(raw) : null;
  const year = moment?.getUTCFullYear() ?? Number.NaN;
  if (!moment || !(year >= 1 && year <= 9999)) {
    throw new Unreadable({
      message: "must be a date or a date with a time, such as 2026-11-23 or 2026-11-23T18:30:00Z",
      key: "moment_expected",
    });
  }
  return moment.toISOString();
}

const spelling =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(Z|[+-]\d\d:\d\d)?)?$/;

function momentIn(text: string): Date | null {
  const [all, year, month, day, hours = "00", minutes = "00", seconds = "00", fraction = "0", zone = "Z"] =
    spelling.exec(text.trim()) ?? [];
  if (all === undefined) return null;
  const written = `${year}-${month}-${day}T${hours}:${minutes}:${seconds}.${fraction.slice(0, 3).padEnd(3, "0")}`;
  const local = new Date(`${written}Z`);
  // Date reads 30 February as 2 March
  if (Number.isNaN(local.getTime()) || local.toISOString() !== `${written}Z`) return null;
  return new Date(`${written}${zone}`);
}
