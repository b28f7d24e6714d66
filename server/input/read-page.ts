import { largestInt, readInt } from "@/attributes/kinds/number";
import type { Actor } from "../actor/actor";
import { readOptional } from "./read-parameter";

/** The most entries of a ledger or a history in one answer; a page of the web has fewer. */
const most = 1_000;
const onPage = 50;

/**
 * Reads which part of a long list a caller wants: `offset` and `limit`, where 0 gives none. Without a limit programs get
 * as many as we allow, and the web gets a page. @throws Refusal 400
 */
export function readPage(
  raw: Readonly<Record<string, unknown>>,
  { door }: Pick<Actor, "door">,
): { readonly offset: number; readonly limit: number } {
  const usual = door === "web" || door === "support" ? onPage : most;
  return {
    offset: readOptional(raw, "offset", (value) => readInt(value, 0, largestInt)) ?? 0,
    limit: readOptional(raw, "limit", (value) => readInt(value, 0, most)) ?? usual,
  };
}

/**
 * How many rows a list gives to our own code and to programs, which say it as a number. An address holds only texts, and gets a
 * page, as does whoever asks for none, for a part of one, or for more than there may be.
 */
export function rowsIn(limit: unknown, usual: number): number {
  return typeof limit === "number" && Number.isInteger(limit) && limit >= 1 && limit <= most ? limit : usual;
}
