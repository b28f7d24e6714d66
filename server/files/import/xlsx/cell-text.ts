import { plainDecimal } from "@/attributes/reading/decimal";
import { wallOf } from "../../spreadsheet-days";
import type { NumberStyle } from "./styles";

/** A cell's number as the text that a person sees, but for the signs between its digits, which each language has its own of. */
export function numberText(value: string, style: NumberStyle, from1904: boolean): string {
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number)) return value;
  if (style === "plain") return plain(value);
  if (style === "percent") return `${plain(String(Number((number * 100).toPrecision(15))))}%`;
  if (typeof style === "object") {
    const digits = plain(value);
    return /^\d+$/.test(digits) ? digits.padStart(style.digits, "0") : digits;
  }
  return dateText(number + (from1904 ? 1462 : 0), style) ?? plain(value);
}

/** @param serial days since the end of 1899; null: no clock has it */
function dateText(serial: number, style: "day" | "moment" | "time"): string | null {
  const moment = wallOf(serial);
  if (moment === null) return null;
  const wall = new Date(moment).toISOString();
  if (style === "day") return wall.slice(0, 10);
  const time = wall.slice(11, 19);
  return style === "time" && serial < 1 ? time : `${wall.slice(0, 10)} ${time}`;
}

/** A number without an exponent, and of as many digits as spreadsheets show: their files have the noise of doubles, too. */
function plain(value: string): string {
  const digits = value.replace(/[eE].*$/, "").replace(/^[-+]?0*\.?0*|\./g, "").length;
  const isSpelled = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(value);
  // nobody's double has more than 17 digits: it was written digit by digit, for readers like this one
  if (isSpelled && (digits <= 15 || digits > 17)) return plainDecimal(value);
  return plainDecimal(String(Number(Number(value).toPrecision(15))));
}

/** Undoes how spreadsheets write characters that XML cannot carry: `_x000D_`. */
export function decodeEscapes(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
