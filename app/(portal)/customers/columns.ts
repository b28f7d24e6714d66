import { contactColumnNames } from "@/attributes/lists";

/** The columns that a list of customers can show, in this order. The name is always there. */
export const columns = [
  "id",
  "login",
  "parent",
  ...contactColumnNames,
  "balance",
  "credit_limit",
  "available",
  "currency",
  "created",
] as const;

export type Column = (typeof columns)[number];

// contact data shows for direct sub-customers only, so a column of companies would be nearly empty
const standard: readonly Column[] = ["parent", "balance", "credit_limit", "available"];

/** The columns that an address chooses; the standard ones if it chooses none. */
export function chosenColumns(given: string | readonly string[] | undefined): readonly Column[] {
  const names = [given ?? []].flat();
  const chosen = columns.filter((column) => names.includes(column));
  return chosen.length ? chosen : standard;
}

/** Whether one may sort by a column; see the server's `sortings`. @param direct whether the list has direct sub-customers alone */
export function mayOrder(column: Column, direct: boolean): boolean {
  if (column === "parent") return false;
  return direct || !contactColumnNames.some((name) => name === column);
}

/** Whether these are the standard ones. */
export function isUsual(chosen: readonly Column[]): boolean {
  return chosen.join() === standard.join();
}
