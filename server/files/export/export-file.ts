import { csvPieces } from "./csv";
import type { Sheet } from "./export-column";
import { pulled } from "./pulled";
import { xlsxPieces } from "./xlsx";

export type { Amount, ExportColumn } from "./export-column";

/** The ids of the dictionary `export_types`. */
export const exportTypes = { csv: 1, xlsx: 2 } as const;

export type ExportType = (typeof exportTypes)[keyof typeof exportTypes];

export type ExportFile = {
  readonly contentType: string;
  /** the file's, without the dot */
  readonly extension: string;
  readonly body: ReadableStream<Uint8Array>;
};

/**
 * Writes a table as a file while somebody reads it. Holds at most one batch of rows, and asks for none before the reader
 * wants it. If the reader goes away, we return the rows' iterator; if the rows fail, so does the body.
 * @param sheet.rows the batches, of a thousand rows or so
 */
export function exportFile<Row>({
  format,
  ...sheet
}: Sheet<Row> & { readonly format: ExportType }): ExportFile {
  const iterator = sheet.rows[Symbol.asyncIterator]();
  let isRead = false;
  const read = () => {
    isRead = true;
    return iterator;
  };
  const once = { ...sheet, rows: { [Symbol.asyncIterator]: read } };
  // a reader returns the iterator; if none has started, nobody else would
  const goneAway = async () => {
    if (!isRead) await iterator.return?.();
  };
  switch (format) {
    case exportTypes.csv:
      return {
        contentType: "text/csv; charset=utf-8",
        extension: "csv",
        body: pulled(csvPieces(once), goneAway),
      };
    case exportTypes.xlsx:
      return {
        contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        extension: "xlsx",
        body: pulled(xlsxPieces(once), goneAway),
      };
    default:
      return format satisfies never;
  }
}
