import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import type { Refusal } from "../../../ground/refusal";
import { withoutApostrophe } from "../../export/apostrophe";
import { type Bounds, fileRefusal, longRow } from "../limits/bounds";
import { delimiterOf, toldDelimiter } from "./delimiter";
import { textOf } from "./encoding";

const headCharacters = 64 * 1024;

/**
 * The rows of a CSV file, by csv-parse (RFC 4180), whatever its encoding and its delimiter; rows may differ in length.
 * Takes off the apostrophes that keep spreadsheets from computing.
 * @throws Refusal 400 naming the row
 */
export async function* csvRows(bytes: AsyncIterable<Uint8Array>, most: Bounds): AsyncGenerator<string[]> {
  const texts = textOf(bytes);
  const head = await headOf(texts);
  const told = toldDelimiter(head);
  const parser = parse({
    delimiter: told?.delimiter ?? delimiterOf(head),
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    max_record_size: most.rowKiB * 1024,
  });
  const fed = pipeline(Readable.from(following(head.slice(told?.length ?? 0), texts)), parser);
  // the parser throws it, too
  fed.catch(() => {});
  try {
    // without `columns` csv-parse makes an array of texts of each row
    for await (const row of parser as AsyncIterable<string[]>) yield row.map(withoutApostrophe);
  } catch (error) {
    throw error instanceof CsvError ? csvRefusal(error, parser.info.records + 1, most) : error;
  } finally {
    parser.destroy();
    // whoever sends the file may have stopped in the middle of it, and we do not wait for more
    texts.return(undefined).catch(() => {});
  }
}

async function headOf(texts: AsyncGenerator<string>): Promise<string> {
  let head = "";
  while (head.length < headCharacters) {
    const { done, value } = await texts.next();
    if (done) break;
    head += value;
  }
  return head;
}

async function* following(head: string, texts: AsyncGenerator<string>): AsyncGenerator<string> {
  yield head;
  yield* texts;
}

function csvRefusal({ code }: CsvError, row: number, most: Bounds): Refusal {
  switch (code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return fileRefusal("quote_open", `has a quotation mark in row ${row} that is not closed`, { row });
    case "CSV_INVALID_CLOSING_QUOTE":
      return fileRefusal("quote_after", `has text after a quoted cell in row ${row}`, { row });
    case "INVALID_OPENING_QUOTE":
      return fileRefusal("quote_inside", `has a quotation mark within a cell in row ${row}`, { row });
    case "CSV_MAX_RECORD_SIZE":
      return longRow(row, most);
    default:
      return fileRefusal("damaged", `cannot be read at row ${row}`, { row });
  }
}
