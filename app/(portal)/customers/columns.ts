/** The columns that a list of customers can show, in this order. The name is always there. */
export const columns = [
  "id",
  "login",
  "parent",
  "company",
  "email",
  "phone",
  "city",
  "balance",
  "credit_limit",
  "available",
  "currency",
  "state",
  "created",
] as const;

export type Column = (typeof columns)[number];

// contact data is withheld of whoever is not directly below: the company would be empty for nearly everybody
const standard: readonly Column[] = ["parent", "balance", "credit_limit", "available", "state"];

/** The columns that an address chooses; the standard ones where it says nothing. */
export function chosenColumns(given: string | string[] | undefined): readonly Column[] {
  const names = [given ?? []].flat();
  const chosen = columns.filter((column) => names.includes(column));
  return chosen.length ? chosen : standard;
}
