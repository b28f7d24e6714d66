import { DecimalLiteral, plainDecimal } from "@/attributes/reading/decimal";
import type { OutStruct, OutValue } from "./values";

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The text before and after the one value of an answer. Source: xmlrpc.com/spec, 'Response format'. */
export const responseHead = `${declaration}<methodResponse><params><param>`;
export const responseTail = "</param></params></methodResponse>\n";

/** Writes a fault: the code as `<int>`, the text as `<string>`. */
export function writeFault(faultCode: number, faultString: string): string {
  return `${declaration}<methodResponse><fault>${writeValue({ faultCode, faultString })}</fault></methodResponse>\n`;
}

/** Writes one value with its element. Types are strict: `<int>`, never `<i4>`; strings always tagged. */
export function writeValue(value: OutValue): string {
  return `<value>${writeInner(value)}</value>`;
}

function writeMember(name: string, value: OutValue): string {
  return `<member><name>${escaped(name)}</name>${writeValue(value)}</member>`;
}

/** Writes the inside of `<value>`. */
export function writeInner(value: OutValue): string {
  if (value === null) return "<nil/>";
  switch (typeof value) {
    case "string":
      return `<string>${escaped(value)}</string>`;
    case "boolean":
      return `<boolean>${value ? 1 : 0}</boolean>`;
    case "number":
      // a number that does not fit is a bug of ours: we send longer ids as text
      if (value !== (value | 0)) throw new Error(`${value} is no <int>`);
      return `<int>${value}</int>`;
    default:
      return writeObject(value);
  }
}

function writeObject(value: Exclude<OutValue, string | boolean | number | null>): string {
  if (value instanceof DecimalLiteral) return writeDouble(value.text);
  if (value instanceof Date) return `<dateTime.iso8601>${writeDate(value)}</dateTime.iso8601>`;
  if (value instanceof Uint8Array) return `<base64>${Buffer.from(value).toString("base64")}</base64>`;
  if (isList(value)) return `<array><data>${value.map(writeValue).join("")}</data></array>`;
  return `<struct>${Object.entries(value)
    .map(([name, member]) => (member === undefined ? "" : writeMember(name, member)))
    .join("")}</struct>`;
}

function isList(value: readonly OutValue[] | OutStruct): value is readonly OutValue[] {
  return Array.isArray(value);
}

export function writeDouble(text: string): string {
  return `<double>${doubleText(text)}</double>`;
}

/** A decimal in plain notation without needless zeros, and with a point, so that every client sees a double. */
export function doubleText(text: string): string {
  const plain = plainDecimal(text);
  return plain.includes(".") ? plain : `${plain}.0`;
}

/** `YYYYMMDDThh:mm:ss` in UTC. */
export function writeDate(date: Date): string {
  return date.toISOString().slice(0, 19).replaceAll("-", "");
}

/** Escapes text: an XML reader turns a bare carriage return into a line feed. Replaces what XML 1.0 cannot carry. */
export function escaped(text: string): string {
  if (!special.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/\r/g, "&#13;")
    .replace(uncarried, "\ufffd");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: we look for these
const uncarried = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: we look for these
const special = /[&<>\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/;
