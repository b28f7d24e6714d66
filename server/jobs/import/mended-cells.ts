import type { Target } from "../../files/import/target";
import { isSecret } from "./read-row";

/** What stands in the place of a cell that people do not see. Who sends it back leaves the cell as it is. */
export const unshown = "•••";

/**
 * The cells of a row without those that hold secrets. In a row with more cells than columns all after the first secret may have
 * moved, so that it may be in any of them.
 * @param columns what they mean, or seem to
 */
export function shownCells(columns: readonly Target[], cells: readonly string[]): readonly string[] {
  const moved = cells.length > columns.length ? columns.findIndex(isSecret) : -1;
  return cells.map((text, column) =>
    text !== "" && (isSecret(columns[column]) || (moved !== -1 && column > moved)) ? unshown : text,
  );
}

/**
 * The cells of a row after somebody has mended it, of whom nobody asks again what they do not see: an empty cell of a secret
 * stays, too. A row with more cells than columns stays so until somebody empties those beyond.
 * @param before its cells as they are stored
 * @param given what somebody sent; undefined: nothing for this column
 */
export function mendedCells(
  columns: readonly Target[],
  before: readonly string[],
  count: number,
  given: (column: number) => string | undefined,
): readonly string[] {
  const after = Array.from({ length: Math.max(count, before.length) }, (_, column) => {
    const [was, is] = [before[column] ?? "", given(column)];
    const stays = is === undefined || is === unshown || (is === "" && isSecret(columns[column]));
    return stays ? was : is;
  });
  return after.slice(0, Math.max(count, after.findLastIndex((text) => text !== "") + 1));
}
