import { largestInt } from "@/attributes/kinds/number";

/** A position in a sorted list: the value that the list is sorted by, and the id that decides between equal values. */
export type Cursor = { readonly value: string; readonly id: number; readonly backwards: boolean };

/** What PostgreSQL reads the value as. */
export type CursorType = "text" | "int" | "bigint" | "numeric" | "timestamptz";

/** Encodes a position for an address. */
export function writeCursor(value: string, id: number, backwards: boolean): string {
  return Buffer.from(JSON.stringify([value, id, backwards ? 1 : 0])).toString("base64url");
}

/** Decodes a position. @returns null for anything else: the list then starts at its beginning */
export function readCursor(text: string | null, type: CursorType = "text"): Cursor | null {
  if (!text) return null;
  try {
    const [value, id, backwards]: unknown[] = JSON.parse(Buffer.from(text, "base64url").toString());
    if (typeof value !== "string" || !isReadable[type](value)) return null;
    if (typeof id !== "number" || !Number.isInteger(id) || Math.abs(id) > largestInt) return null;
    return { value, id, backwards: backwards === 1 };
  } catch {
    return null;
  }
}

/** Anybody can write an address by hand, so check the value before PostgreSQL has to read it. */
const isReadable: Readonly<Record<CursorType, (value: string) => boolean>> = {
  text: (value) => !value.includes("\0"),
  int: (value) => /^\d{1,10}$/.test(value) && Number(value) <= largestInt,
  bigint: (value) => /^\d{1,18}$/.test(value),
  numeric: (value) => /^-?\d{1,18}(\.\d{1,6})?$/.test(value),
  timestamptz: (value) => {
    const [, day = "", time] =
      /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{1,6})?[+-](0\d|1[0-5])(:[0-5]\d)?$/.exec(value) ?? [];
    const date = new Date(`${day}T${time}Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${day}T${time}`);
  },
};
