/** A cell of a table of figures: its text, '' where there can be none, 0 for nothing; or one that alarms or leads somewhere. */
export type FigureCell = string | 0 | readonly [text: string, how: "neg" | `/${string}`];

/**
 * Leaves out the columns in which no row has anything.
 * @param stays a column that is shown all the same
 * @returns which columns remain, and the heads of the others
 */
export function withoutEmpty(
  heads: readonly string[],
  rows: readonly (readonly FigureCell[])[],
  stays: number,
): { readonly of: <Of>(all: readonly Of[]) => Of[]; readonly empty: readonly string[] } {
  const isKept = (column: number) => column === stays || rows.some((cells) => Boolean(cells[column]));
  const kept = heads.map((_, column) => isKept(column));
  return {
    of: (all) => all.filter((_, column) => kept[column]),
    empty: heads.filter((_, column) => !kept[column]),
  };
}
