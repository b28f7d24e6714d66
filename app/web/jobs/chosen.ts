import { addressOf, type Query } from "@/components/list/list-query";

/** Whom somebody chose in the list of customers: some of them, or all that match its filters. */
export type Chosen = "all" | ReadonlySet<number>;

/** By hand so many can be chosen; who means more takes all that match. */
export const mostChosen = 500;

/** The address of a page about them. @param filters those of the list, which lead back to it, too */
export function addressFor(path: string, chosen: Chosen, filters: Query): string {
  return addressOf(
    path,
    filters,
    chosen === "all" ? { of: "all" } : { of: "chosen", ids: [...chosen].join(".") },
  );
}

/** Reads it, or what a form of check boxes sends; null: nobody is chosen. */
export function chosenIn({ of, ids = [] }: Query): Chosen | null {
  if (of === "all") return "all";
  const read = [ids].flat().flatMap((text) => text.split(".").map(Number));
  const chosen = new Set(read.filter((id) => Number.isInteger(id) && id > 0 && id < 2 ** 31));
  return chosen.size === 0 ? null : chosen;
}
