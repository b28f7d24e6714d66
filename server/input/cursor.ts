import { largestInt } from "@/attributes/kinds/number";

/** A place in a sorted list: the sort value, and the id that tells equal values apart. */
export type Cursor = {
  readonly value: string;
  readonly id: number;
  readonly backwards: boolean;
  /** how many rows came before, when the link was made; see `writeCursor` */
  readonly before: number;
};

/** The type as which PostgreSQL reads the value. */
export type CursorType = "any" | "text" | "int" | "numeric" | "timestamptz" | "entry";

/**
 * Writes a place as text for an address.
 * @param before how many rows come before the page that begins there; of a backward link, before the page it leaves
 */
export function writeCursor(value: string, id: number, backwards: boolean, before = 0): string {
  return Buffer.from(JSON.stringify([value, id, backwards ? 1 : 0, before])).toString("base64url");
}

/**
 * How many rows of the list come before a page.
 * @param rows how many the page has
 * @param preceded whether another page comes before it
 */
export function rowsBefore(cursor: Cursor | null, rows: number, preceded: boolean): number {
  // rows may have come or gone since the link was made, but the first page always begins at 0
  if (!cursor || !preceded) return 0;
  return cursor.backwards ? Math.max(0, cursor.before - rows) : cursor.before;
}

/** A page of a list that is paged by keyset, with the places before and after it. */
export type KeysetPage<Row> = {
  readonly rows: Row[];
  readonly next: string | null;
  readonly previous: string | null;
};

/**
 * Makes a page of the rows that were read from a place on, in the order in which they were read: one more than the page has
 * tells that there are others.
 * @param placeOf the sort value of a row, and its id
 * @param more whether there are others, where some of the rows that were read are gone meanwhile
 */
export function keysetPage<Row>(
  found: readonly Row[],
  { cursor, limit }: { readonly cursor: Cursor | null; readonly limit: number },
  placeOf: (row: Row) => readonly [value: string, id: number],
  more = found.length > limit,
): KeysetPage<Row> {
  const backwards = cursor?.backwards ?? false;
  const rows = found.slice(0, limit);
  if (backwards) rows.reverse();
  const [first, last] = [rows[0], rows.at(-1)];
  const preceded = backwards ? more : cursor !== null;
  const before = rowsBefore(cursor, rows.length, preceded);
  return {
    rows,
    next: last && (backwards || more) ? writeCursor(...placeOf(last), false, before + rows.length) : null,
    previous: first && preceded ? writeCursor(...placeOf(first), true, before) : null,
  };
}

/** @returns null if the text is not a place; the list then starts from the beginning */
export function readCursor(text: string | null, type: CursorType = "text"): Cursor | null {
  if (!text) return null;
  try {
    const [value, id, backwards, before]: unknown[] = JSON.parse(Buffer.from(text, "base64url").toString());
    if (typeof value !== "string" || !isReadable[type](value)) return null;
    if (typeof id !== "number" || !Number.isInteger(id) || Math.abs(id) > largestInt) return null;
    const counted =
      typeof before === "number" && Number.isInteger(before) && before > 0 && before <= largestInt;
    return { value, id, backwards: backwards === 1, before: counted ? before : 0 };
  } catch {
    return null;
  }
}

/** Anybody can write an address by hand, so check the value before PostgreSQL has to read it. */
const isReadable: Readonly<Record<CursorType, (value: string) => boolean>> = {
  any: () => true,
  text: (value) => !value.includes("\0"),
  int: (value) => /^\d{1,10}$/.test(value) && Number(value) <= largestInt,
  numeric: (value) => /^-?\d{1,18}(\.\d{1,6})?$/.test(value),
  // an entry of the history: its moment, and the id that tells it from others of that moment
  entry: (value) => {
    const [, moment = ""] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) \d{1,18}$/.exec(value) ?? [];
    const date = new Date(moment);
    return !moment.startsWith("0000") && !Number.isNaN(date.getTime()) && date.toISOString() === moment;
  },
  timestamptz: (value) => {
    const [, day = "", time] =
      /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{1,6})?[+-](0\d|1[0-5])(:[0-5]\d)?$/.exec(value) ?? [];
    const date = new Date(`${day}T${time}Z`);
    // the year 0 is one of ISO 8601, and none of PostgreSQL
    return (
      !day.startsWith("0000") &&
      !Number.isNaN(date.getTime()) &&
      date.toISOString().startsWith(`${day}T${time}`)
    );
  },
};
