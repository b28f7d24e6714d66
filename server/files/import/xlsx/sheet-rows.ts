import { type Bounds, bounds, fileRefusal, tooManyColumns } from "../limits/bounds";
import { decodeEscapes, numberText } from "./cell-text";
import { damaged, mostSheetMiB, Packed } from "./packed";
import { readXml } from "./read-xml";
import { SharedStrings } from "./shared-strings";
import { type NumberStyle, readStyles } from "./styles";
import { findWorkbook } from "./workbook";

/** The most rows that a sheet can have. */
const mostNumber = 1_048_576;

/**
 * The rows of one sheet of a workbook, each cell as text. Holds the packed file and the texts that cells share, and of
 * the sheet what one piece of it gives.
 * @throws Refusal 400: damaged, larger unpacked than it may be, a formula without a result, merged cells
 */
export async function* sheetRows(
  bytes: AsyncIterable<Uint8Array>,
  asked: string | undefined,
  most: Bounds,
): AsyncGenerator<string[]> {
  const packed = await Packed.from(bytes);
  const { sheet, styles, sharedStrings, from1904 } = await findWorkbook(packed, asked);
  const reader = new SheetReader(
    await SharedStrings.read(packed, sharedStrings),
    await readStyles(packed, styles),
    from1904,
    most,
  );
  for await (const _ of readXml(packed.read(sheet, mostSheetMiB), reader)) yield* reader.take();
}

/** Hears a sheet's elements, and puts its rows together. */
class SheetReader {
  #rows: { readonly number: number; readonly cells: string[] }[] = [];
  /** the last row that was taken */
  #taken = 0;
  /** the present row and cell */
  #number = 0;
  #cells: string[] = [];
  #column = 0;
  #type = "n";
  #style: NumberStyle = "plain";
  #value = "";
  #inline = "";
  #isFormula = false;
  /** the element whose text is heard */
  #hears: "value" | "inline" | null = null;
  #isPhonetic = false;
  #firstRow = 0;

  constructor(
    readonly strings: SharedStrings,
    readonly styles: readonly NumberStyle[],
    readonly from1904: boolean,
    readonly most: Bounds,
  ) {}

  /** The rows since the last time, with empty ones in the place of those that the sheet leaves out. */
  *take(): Generator<string[]> {
    const rows = this.#rows;
    this.#rows = [];
    for (const { number, cells } of rows) {
      while (this.#taken < number - 1) {
        this.#taken += 1;
        yield [];
      }
      this.#taken = number;
      yield cells;
    }
  }

  readonly open = (element: string, attributes: Readonly<Record<string, string>>): void => {
    switch (element) {
      case "row":
        this.#openRow(attributes.r);
        break;
      case "c":
        this.#openCell(attributes);
        break;
      case "f":
        this.#isFormula = true;
        break;
      case "v":
        this.#hears = "value";
        break;
      case "rPh":
        this.#isPhonetic = true;
        break;
      case "t":
        this.#hears = this.#isPhonetic ? null : "inline";
        break;
      case "mergeCell":
        this.#refuseMerged(attributes.ref ?? "");
        break;
    }
  };

  readonly text = (text: string): void => {
    // a longer one is refused with its place, when its row is judged
    if (this.#hears === "value" && this.#value.length <= bounds.cellKiB * 1024) this.#value += text;
    if (this.#hears === "inline" && this.#inline.length <= bounds.cellKiB * 1024) this.#inline += text;
  };

  readonly close = (element: string): void => {
    if (element === "v" || element === "t") this.#hears = null;
    else if (element === "rPh") this.#isPhonetic = false;
    else if (element === "c") this.#closeCell();
    else if (element === "row") this.#rows.push({ number: this.#number, cells: this.#cells });
  };

  #openRow(given: string | undefined): void {
    const number = given === undefined ? this.#number + 1 : Number(given);
    if (!Number.isInteger(number) || number <= this.#number || number > mostNumber) throw damaged();
    this.#number = number;
    this.#cells = [];
    this.#column = 0;
  }

  #openCell({ r, t = "n", s = "0" }: Readonly<Record<string, string>>): void {
    this.#column = r === undefined ? this.#column + 1 : columnOf(r);
    this.#type = t;
    this.#style = this.styles[Number(s)] ?? "plain";
    this.#value = "";
    this.#inline = "";
    this.#isFormula = false;
    this.#isPhonetic = false;
  }

  #closeCell(): void {
    const [row, column] = [this.#number, this.#column];
    const text = this.#cellText();
    if (text === "") {
      if (!this.#isFormula || this.#type === "str") return;
      throw fileRefusal("formula", `has a formula without a result in row ${row}, column ${column}`, {
        row,
        column,
      });
    }
    if (column > this.most.columns) throw tooManyColumns(row, this.most);
    while (this.#cells.length < column - 1) this.#cells.push("");
    this.#cells[column - 1] = text;
    if (this.#firstRow === 0) this.#firstRow = row;
  }

  #cellText(): string {
    switch (this.#type) {
      case "s": {
        const text = this.#value === "" ? "" : this.strings.at(Number(this.#value));
        if (text === null) throw damaged();
        return text;
      }
      case "inlineStr":
        return decodeEscapes(this.#inline);
      case "str":
        return decodeEscapes(this.#value);
      case "b":
        return this.#value === "1" ? "TRUE" : this.#value === "" ? "" : "FALSE";
      case "n":
        return numberText(this.#value, this.#style, this.from1904);
      default:
        // an error such as #N/A, a day as ISO 8601
        return this.#value.replace("T", " ");
    }
  }

  /** Only the first of merged cells has what all of them show; those of a title above the headers mislead nobody. */
  #refuseMerged(range: string): void {
    const [, last = "0"] = /(\d+)$/.exec(range) ?? [];
    if (Number(last) > this.#firstRow) throw fileRefusal("merged", `has merged cells, ${range}`, { range });
  }
}

/** The number of a cell's column, from 1: `AB12` is in 28. */
function columnOf(place: string): number {
  const [letters] = /^[A-Z]{1,3}(?=\d)/.exec(place) ?? [];
  if (letters === undefined) throw damaged();
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}
