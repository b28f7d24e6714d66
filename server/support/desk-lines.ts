/** How many lines of each kind the desk shows. */
export const mostShown = 5;

/** How many there are, and the few that the desk shows. */
export type Found<Line> = { readonly count: number; readonly lines: readonly Line[] };

/** Takes the total out of rows that each carry it. */
export function foundIn<Line>(rows: readonly (Line & { readonly count: number })[]): Found<Line> {
  return {
    count: rows[0]?.count ?? 0,
    // a row without its count is a line
    lines: rows.map(({ count: _count, ...line }) => line as unknown as Line),
  };
}
