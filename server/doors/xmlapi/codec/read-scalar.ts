import { DecimalLiteral } from "@/attributes/reading/decimal";
import { malformed } from "../../http/malformed";
import type { WireValue } from "./values";

/** The elements of values that hold no others. */
export const scalarTypes: readonly string[] = [
  "string",
  "int",
  "i4",
  "i8",
  "boolean",
  "double",
  "nil",
  "dateTime.iso8601",
  "base64",
];

/**
 * Reads a scalar. Keeps a bad number as its text, so that the attribute's own refusal can name the parameter.
 * @throws Refusal 400
 */
export function readScalar(type: string, text: string): WireValue {
  switch (type) {
    case "string":
      return text;
    case "int":
    case "i4":
    case "i8":
      return readInteger(text.trim());
    case "double":
      return new DecimalLiteral(text.trim().slice(0, longestNumber));
    case "boolean":
      return readBoolean(text.trim());
    case "nil":
      // nil clears the stored value, so accept only what is surely nil
      if (text.trim() !== "") throw malformed("has text inside <nil>");
      return null;
    case "dateTime.iso8601":
      return readDateTime(text.trim());
    case "base64":
      return new Uint8Array(Buffer.from(text, "base64"));
    default:
      throw malformed("has a value of an unknown type");
  }
}

const longestNumber = 512;

function readInteger(text: string): number | DecimalLiteral {
  const value = /^[+-]?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : new DecimalLiteral(text.slice(0, longestNumber));
}

function readBoolean(text: string): boolean | DecimalLiteral {
  if (text === "1" || text.toLowerCase() === "true") return true;
  if (text === "0" || text.toLowerCase() === "false") return false;
  return new DecimalLiteral(text.slice(0, longestNumber));
}

/** Reads `YYYYMMDDThh:mm:ss`, with or without hyphens and `Z`, as UTC. */
function readDateTime(text: string): Date {
  const parts = /^(\d{4})-?(\d{2})-?(\d{2})T(\d{2}):?(\d{2}):?(\d{2})(?:\.\d+)?Z?$/.exec(text);
  const [, year, month, day, hour, minute, second] = parts ?? [];
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // Date reads 31 February as a day in March
  if (!parts || Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) {
    throw malformed("has a date that is none; write it as YYYYMMDDThh:mm:ss");
  }
  return date;
}
