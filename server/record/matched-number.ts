import { searchedNumbers } from "@/attributes/lists";
import { Prisma } from "../database/generated/client";
import { numberFound, type Sought } from "./search-condition";

/** The telephone number by which a search found a customer, so that people who answer a call can confirm the caller. */
export type Matched = {
  /** null: the search was not for a number, or found the customer by something else */
  readonly matched: {
    /** as stored; null below the reader's direct level, where search finds contact data but lists do not show it */
    readonly number: string | null;
  } | null;
};

/** The column that `withMatched` reads. */
export const storedNumbers = Prisma.raw(
  `ARRAY[${searchedNumbers.map((name) => `c."${name}"`).join(", ")}] AS stored_numbers`,
);

/** Replaces a row's stored numbers with the one that the search found. @param reader the reader's own customer */
export function withMatched<Row extends { readonly stored_numbers: string[]; readonly i_wholesaler: number }>(
  { stored_numbers, ...row }: Row,
  sought: Sought,
  reader: number,
): Omit<Row, "stored_numbers"> & Matched {
  const number = numberFound(sought, stored_numbers);
  const shown = row.i_wholesaler === reader ? number : null;
  return { ...row, matched: number === null ? null : { number: shown } };
}
