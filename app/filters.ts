import { Refusal } from "@/server/refusal";
import { readDays } from "@/server/time/read-days";
import { refusalText } from "./refusal-text";
import { typedNumber } from "./typed-number";

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** What an address narrows a list by. */
export type Filters<Name extends string> = {
  /** each as it was typed; '' for one that the address does not have */
  readonly typed: Readonly<Record<Name, string>>;
  /** those that can be read, as the operation takes them */
  readonly raw: Readonly<Record<string, unknown>>;
  /** of each that cannot be read, why */
  readonly wrong: ReadonlyMap<Name, Refusal>;
};

/** Turns what was typed into what the operation takes. @throws Refusal 400 */
type FilterReader = (text: string, name: string) => Promise<unknown> | unknown;

/** What the operation reads itself: choices, ids, texts. */
export const asTyped: FilterReader = (text) => text;

/** An amount in the reader's language. @param currency in which it is meant, where there is one */
export function amountIn(currency?: string): FilterReader {
  const currencyOf = currency === undefined ? undefined : async () => currency;
  return async (text, name) =>
    text.trim() === "" ? "" : await typedNumber(name, text, "amount", currencyOf);
}

/** A day of the reader's time zone, as the moment that bounds a list: `since` with it, `until` before the next. */
export function dayIn(timeZone: string): FilterReader {
  return (text, name) => readDays({ [name]: text }, timeZone)[name === "until" ? "until" : "since"];
}

/**
 * Reads the filters of an address one by one, so that each wrong one is told beside its field. A list with a wrong
 * filter is not shown, and not exported: it would be another list than the one that was asked for.
 * @param demand reads what the operation takes, and throws where it would refuse it
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
    // of a filter that an address has twice, each value is said
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
  // Object.keys has it: the days that are out of order were read by name
  if (areDays && since.trim() > until.trim()) wrong.set("until" as Name, endsBefore);
  // every name was given its text above
  return { typed: typed as Record<Name, string>, raw, wrong };
}

const endsBefore = new Refusal(400, "Parameter until must not be before since", "until", {
  key: "until_before_since",
});

/** Whether an address asks for less than all. */
export function isNarrowed({ typed }: Filters<string>): boolean {
  return Object.values(typed).some((text) => text !== "");
}

/** What is wrong with filters, beside their fields, in the reader's language. */
export async function filterProblems<Name extends string>({
  wrong,
}: Pick<Filters<Name>, "wrong">): Promise<Partial<Record<Name, string>>> {
  const problems: Partial<Record<Name, string>> = {};
  for (const [name, refusal] of wrong) problems[name] = await refusalText(refusal);
  return problems;
}
