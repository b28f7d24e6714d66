import { isAttributeName } from "@/attributes/customer";
import { suggestColumns } from "../../files/import/columns/suggest-columns";
import type { Table } from "../../files/import/read-table";
import type { Target } from "../../files/import/target";
import { Refusal } from "../../ground/refusal";
import type { ImportAct } from "../acts/import-act";
import { inBatchesOf } from "./batches";
import type { MendedRow } from "./staged-rows";

type NumberedMending = MendedRow & {
  /** its place in the mended file */
  readonly at: number;
};

/** A file of mended rows. */
export type MendedFile = {
  /** the headers of columns that the import gets by it */
  readonly added: readonly string[];
  /** what the columns of the import mean then */
  readonly columns: readonly Target[];
  /** its rows, some at once. @throws Refusal 400 one has no number, or that of another */
  readonly rows: AsyncGenerator<NumberedMending[]>;
};

/**
 * Reads which columns of a file of mended rows are which: those of the import, further ones that surely are an attribute's that no
 * column of the import is, and the cells beyond. The last is what was wrong.
 * @param count how many columns the import has
 */
export function mendedFile(table: Table, count: number, act: ImportAct | null): MendedFile {
  const first = 1 + count;
  const known = act?.columns ?? [];
  const further = table.headers.slice(first);
  const found = !act
    ? []
    : suggestColumns(further).columns.flatMap(({ target, sure }, place) =>
        sure === "certain" && isAttributeName(target) && !known.includes(target)
          ? [{ target, place: first + place, header: further[place] ?? "" }]
          : [],
      );
  const taken = new Set(found.map(({ place }) => place));
  const beyond = further.map((_, place) => first + place).filter((place) => !taken.has(place));
  const last = table.headers.length - 1;
  const places = [
    ...Array.from({ length: count }, (_, column) => 1 + column),
    ...taken,
    ...beyond.filter((place) => place !== last),
  ];
  return {
    added: found.map(({ header }) => header),
    columns: [...known, ...found.map(({ target }) => target)],
    rows: mendedRows(table.rows, places),
  };
}

/** @param places where each column of the import stands */
async function* mendedRows(
  rows: Table["rows"],
  places: readonly number[],
): AsyncGenerator<NumberedMending[]> {
  const seen = new Set<number>();
  for await (const some of inBatchesOf(rows)) {
    yield some.map(({ row: at, cells }) => {
      const [number = ""] = cells;
      const row = /^[1-9]\d{0,8}$/.test(number.trim()) ? Number(number) : 0;
      if (row === 0) throw badNumber(at, number);
      if (seen.has(row))
        throw new Refusal(400, `Two rows of the file have the number ${row}`, "file", {
          key: "import_row_twice",
          values: { row },
        });
      seen.add(row);
      const given = (column: number) => {
        const place = places[column];
        return place === undefined ? undefined : (cells[place] ?? "");
      };
      return { at, row, given };
    });
  }
}

/** The refusal of a row that says of no row of the import that it is that. */
export function badNumber(at: number, number: string): Refusal {
  return new Refusal(400, `Row ${at} of the file begins with no number of a row of the import`, "file", {
    key: "import_row_number",
    values: { row: at, number: number.slice(0, 20).toWellFormed() },
  });
}
