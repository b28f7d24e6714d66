/** How many lines of each kind the desk shows. */
export const mostShown = 5;

/** So many there are, and the few that are shown. */
export type Found<Line> = { readonly count: number; readonly lines: readonly Line[] };

/** Reads rows that each tell how many there are in all. */
export function foundIn<Line>(rows: readonly (Line & { readonly count: number })[]): Found<Line> {
  return {
    count: rows[0]?.count ?? 0,
    // what is left of a row without its count is the line
    lines: rows.map(({ count: _count, ...line }) => line as unknown as Line),
  };
}
