import { type Query, queryText } from "@/components/list/list-query";
import type { ShownList } from "@/components/list/shown-list";
import { Refusal } from "@/server/ground/refusal";
import { readDays } from "@/server/input/read-days";
import { refusalText } from "../forms/refusal-text";
import { typedNumber } from "../forms/typed-number";
import { daysWords, rangeWords } from "./range-words";

/** The filters of a list, as its address has them. */
export type Filters<Name extends string> = {
  /** each as the person typed it; '' if the address does not have it */
  readonly typed: Readonly<Record<Name, string>>;
  /** the readable ones, as the operation takes them */
  readonly raw: Readonly<Record<string, unknown>>;
  /** why each of the others cannot be read */
  readonly wrong: ReadonlyMap<Name, Refusal>;
};

/** Converts typed text into what the operation takes. @throws Refusal 400 */
type FilterReader = (text: string, name: string) => Promise<unknown> | unknown;

/** For what the operation reads itself: choices, ids, texts. */
export const asTyped: FilterReader = (text) => text;

/** Reads an amount in the reader's language. @param currency its currency, if it is known */
export function amountIn(currency?: string): FilterReader {
  const currencyOf = currency === undefined ? undefined : async () => currency;
  return async (text, name) =>
    text.trim() === "" ? "" : await typedNumber(name, text, "amount", currencyOf);
}

/** Reads a day of the reader's time zone as the moment that bounds a list: its beginning, for `until` its end. */
export function dayIn(timeZone: string): FilterReader {
  return (text, name) => readDays({ [name]: text }, timeZone)[name === "until" ? "until" : "since"];
}

/**
 * Reads the filters of an address one by one, so that the form explains each wrong one beside its field. A page neither
 * shows nor exports a list with a wrong filter: it would not be the list that the person asked for.
 * @param demand throws if the operation would refuse the filter
 */
export async function readFilters<Name extends string>(
  query: Query,
  readers: Readonly<Record<Name, FilterReader>>,
  demand: (raw: Readonly<Record<string, unknown>>) => unknown,
): Promise<Filters<Name>> {
  const typed: Partial<Record<Name, string>> = {};
  const raw: Record<string, unknown> = {};
  const wrong = new Map<Name, Refusal>();
  // Object.keys gives string[]; the readers have exactly these keys
  for (const name of Object.keys(readers) as Name[]) {
    // an address may have a filter twice: say every value, and drop none
    const text = [...new Set([query[name] ?? ""].flat())].filter((value) => value !== "").join(", ");
    typed[name] = text;
    if (text === "") continue;
    try {
      const value = await readers[name](text, name);
      demand({ [name]: value });
      raw[name] = value;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      wrong.set(name, error);
    }
  }
  const { since = "", until = "" }: Partial<Record<string, string>> = typed;
  const areDays = raw.since instanceof Date && raw.until instanceof Date;
  // the readers have read both days
  if (areDays && since.trim() > until.trim()) wrong.set("until" as Name, endsBefore);
  // the loop above gave every name its text
  return { typed: typed as Record<Name, string>, raw, wrong };
}

const endsBefore = new Refusal(400, "Parameter until must not be before since", "until", {
  key: "until_before_since",
});

/** Whether an address asks for less than all. */
export function isNarrowed({ typed }: Filters<string>): boolean {
  return Object.values(typed).some((text) => text !== "");
}

/** What a list shows of its filters at an address. */
export async function shownFilters<Name extends string>(
  query: Query,
  filters: Filters<Name>,
): Promise<Omit<ShownList<Name>, "pages">> {
  return {
    query: queryText(query),
    asked: query,
    typed: filters.typed,
    problems: await filterProblems(filters),
    said: await rangesIn(filters),
    narrowed: isNarrowed(filters),
  };
}

/** The filters of two fields, in words. */
async function rangesIn({ typed }: Pick<Filters<string>, "typed">): Promise<ShownList<string>["said"]> {
  const of = (name: string) => typed[name] ?? "";
  const [when, amount] = [
    await daysWords(of("since"), of("until")),
    await rangeWords(of("min") || of("min_amount"), of("max") || of("max_amount")),
  ];
  return { ...(when === undefined ? {} : { when }), ...(amount === undefined ? {} : { amount }) };
}

/** Says in the reader's language what is wrong with each filter, for the form to show beside its field. */
export async function filterProblems<Name extends string>({
  wrong,
}: Pick<Filters<Name>, "wrong">): Promise<Partial<Record<Name, string>>> {
  const problems: Partial<Record<Name, string>> = {};
  for (const [name, refusal] of wrong) problems[name] = await refusalText(refusal);
  return problems;
}
