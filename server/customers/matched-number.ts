import { Prisma } from "../database/generated/client";
import { numberFound, type Sought } from "./search-condition";

/** The telephone number by which a search found a customer, so that whoever answers can confirm the caller. */
export type Matched = {
  /** null where no number was looked for, or another thing was found by it */
  readonly matched: {
    /** as it is stored; null below the reader's direct level, where contact data is found and not shown */
    readonly number: string | null;
  } | null;
};

/** The column that `withMatched` reads. */
export const storedNumbers = Prisma.sql`ARRAY[c.phone, c.alt_phone, c.fax] AS stored_numbers`;

/** A row with the number that was found in place of all that are stored. @param reader the reader's own customer */
export function withMatched<Row extends { readonly stored_numbers: string[]; readonly i_wholesaler: number }>(
  { stored_numbers, ...row }: Row,
  sought: Sought,
  reader: number,
): Omit<Row, "stored_numbers"> & Matched {
  const number = numberFound(sought, stored_numbers);
  const shown = row.i_wholesaler === reader ? number : null;
  return { ...row, matched: number === null ? null : { number: shown } };
}
