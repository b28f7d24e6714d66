import { type OpenBranch, placeAt, placeOf, rowOf } from "./open-rows";

/** What a key does: go to a row, open or close the one it is on, or follow its link. */
type KeyStep = { readonly row: number } | "toggle" | "follow";

/**
 * The keys of a tree, by the pattern of WAI-ARIA. @param row the one they are pressed on
 * @param page how many rows a page has
 * @returns null: it is none of its keys
 */
export function stepByKey(key: string, tree: OpenBranch, row: number, page: number): KeyStep | null {
  const goTo = (to: number) => ({ row: Math.min(Math.max(0, to), Math.max(0, tree.rows - 1)) });
  const place = placeAt(tree, row);
  switch (key) {
    case "ArrowDown":
      return goTo(row + 1);
    case "ArrowUp":
      return goTo(row - 1);
    case "Home":
      return goTo(0);
    case "End":
      return goTo(tree.rows - 1);
    case "PageDown":
      return goTo(row + page);
    case "PageUp":
      return goTo(row - page);
    case "ArrowRight":
      return place.isOpen ? goTo(row + 1) : "toggle";
    case "ArrowLeft": {
      if (place.isOpen) return "toggle";
      const parent = placeOf(tree, place.parent);
      return goTo(parent ? rowOf(tree, parent) : row);
    }
    case "Enter":
      return "follow";
    default:
      return null;
  }
}
