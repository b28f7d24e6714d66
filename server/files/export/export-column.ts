import { dayIn } from "../../ground/time/clock";

/** What a column holds, and so how a file writes it. */
export type CellKind = "text" | "amount" | "integer" | "moment" | "day";

/** An amount in a column of texts, which a file writes as a number. */
export type Amount = { /** decimal text */ readonly amount: string };

/** One column of an export: its title in the reader's language, and how to get its value from a row. */
export type ExportColumn<Row> = {
  readonly title: string;
  readonly kind: CellKind;
  /**
   * amount: decimal text; moment: a Date; day: `YYYY-MM-DD`, or a Date, which stands for its local day; null: empty.
   * An `Amount` is an amount in any column.
   */
  readonly value: (row: Row) => string | number | Date | Amount | null;
};

/** What both writers take. */
export type Sheet<Row> = {
  /** the title of the whole, in the reader's language: the sheet's name in XLSX */
  readonly title: string;
  readonly columns: readonly ExportColumn<Row>[];
  /** in batches; a writer asks for the next when the file's reader has taken the one before */
  readonly rows: AsyncIterable<readonly Row[]>;
  /** an IANA name: we write moments as clocks there show them */
  readonly timeZone: string;
};

/** A value of a column of days, as text. */
export function dayText(value: string | number | Date, timeZone: string): string {
  return value instanceof Date ? dayIn(value, timeZone) : String(value);
}

/** Whether a value is an `Amount`, whatever its column holds. */
export function isAmount(value: string | number | Date | Amount): value is Amount {
  return typeof value === "object" && "amount" in value;
}
