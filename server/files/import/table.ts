/** What a file is; of a CSV file its numbers are as people type them, of a workbook as it computes with them. */
export type TableFormat = "csv" | "xlsx";

/** A row of a table, with its number in the file, from 1, as a spreadsheet shows it. */
export type NumberedRow = { readonly row: number; readonly cells: readonly string[] };
