/** What a column holds, which says how a file writes it. */
export type CellKind = "text" | "amount" | "integer" | "moment" | "day";

/** An amount in a column of texts: a number among them. */
export type Amount = { /** decimal text */ readonly amount: string };

/** One column of an export: its title in the reader's language, and how a row gives its value. */
export type ExportColumn<Row> = {
  readonly title: string;
  readonly kind: CellKind;
  /**
   * amount: decimal text; moment: a Date; day: `YYYY-MM-DD`, or a Date, of which the local day counts; null: empty.
   * An `Amount` is one in whatever column it stands.
   */
  readonly value: (row: Row) => string | number | Date | Amount | null;
};

/** What both writers are given. */
export type Sheet<Row> = {
  /** of the whole, in the reader's language: the sheet's name in XLSX */
  readonly title: string;
  readonly columns: readonly ExportColumn<Row>[];
  /** in batches; the next one is asked for when the one before has been written and read */
  readonly rows: AsyncIterable<readonly Row[]>;
  /** an IANA name: moments are written as clocks there show them */
  readonly timeZone: string;
};

/** Whether a value is an amount by itself, whatever its column holds. */
export function isAmount(value: string | number | Date | Amount): value is Amount {
  return typeof value === "object" && "amount" in value;
}
