import { Unreadable } from "@/attributes/kinds/kind";
import { readMoment } from "./read-time";

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A moment as the original vendor writes it, always in UTC: `09:57:29.000 GMT Wed Nov 18 2009`. */
export function writeVendorTime(at: Date): string {
  const [date = "", time = ""] = at.toISOString().split("T");
  const [year, , day] = date.split("-");
  return `${time.slice(0, 8)}.000 GMT ${days[at.getUTCDay()]} ${months[at.getUTCMonth()]} ${day} ${year}`;
}

/**
 * Reads a moment in the original vendor's format, with or without milliseconds, with a day of one or two digits; ignores
 * a wrong weekday. Also reads what `readMoment` reads. @throws Unreadable
 */
export function readVendorTime(raw: unknown): Date {
  try {
    return new Date(readMoment(typeof raw === "string" ? (inIso(raw.trim()) ?? raw) : raw));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new Unreadable({
      message: "must be a time like 09:57:29.000 GMT Wed Nov 18 2009",
      key: "moment_expected",
    });
  }
}

const spelling = new RegExp(
  `^(\\d\\d:\\d\\d:\\d\\d)(?:\\.(\\d{1,3}))? GMT (?:${days.join("|")}) (${months.join("|")}) (\\d{1,2}) (\\d{4})$`,
);

/** @returns the same in ISO 8601, or null if it is not in the vendor's format */
function inIso(text: string): string | null {
  const [, time, fraction = "000", month = "", day = "", year] = spelling.exec(text) ?? [];
  if (time === undefined) return null;
  const number = String(months.indexOf(month) + 1).padStart(2, "0");
  return `${year}-${number}-${day.padStart(2, "0")}T${time}.${fraction}Z`;
}
