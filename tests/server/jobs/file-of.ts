import type { Table } from "@/server/files/import/read-table";

/** A file as its reader gives it, numbered as in a spreadsheet. */
export function fileOf(headers: readonly string[], ...rows: readonly (readonly string[])[]): Table {
  return { format: "csv", headers, headerRow: 1, rows: numbered(rows) };
}

async function* numbered(rows: readonly (readonly string[])[]): Table["rows"] {
  let row = 1;
  for (const cells of rows) {
    row += 1;
    yield { row, cells };
  }
}
