import { createHash } from "node:crypto";
import { writePlace } from "./cursor";
import { misshapen } from "./problem";
import type { Asked } from "./read-asked";
import type { WholeList } from "./routes/route";

type Row = Readonly<Record<string, unknown>>;

/** So many of the rows before it a place knows: it is found as long as one of them stands where it stood. */
const mostKnown = 20;

/**
 * A part of a list that the operation reads as a whole: what follows the rows that the last page ended with. Rows that are gone
 * or were moved meanwhile are not among these, so that each that stayed comes once.
 * @throws Refusal 400 none of these rows is where it was
 */
export function partOf(all: readonly unknown[], whole: WholeList, { list, limit, after }: Asked) {
  // what an operation lists has members by name
  const marks = all.map((row) => markOf(row as Row, whole));
  const known = after === null ? [] : after.split(" ");
  const begin = 1 + marks.findLastIndex((mark) => known.includes(mark));
  if (known.length > 0 && begin === 0)
    throw misshapen("after", "is of a list that is another by now; begin anew");
  const end = begin + limit;
  const place = [...known, ...marks.slice(begin, end)].slice(-mostKnown).join(" ");
  return { rows: all.slice(begin, end), next: end < all.length ? writePlace(place, list) : null };
}

/** Tells a row from others, and from itself at another place in the list. */
function markOf(row: Row, { whole, by = [] }: WholeList): string {
  const id = String(row[whole]);
  if (by.length === 0) return id;
  const order = JSON.stringify(by.map((name) => row[name]));
  return `${id}:${createHash("sha256").update(order).digest("base64url").slice(0, 8)}`;
}
