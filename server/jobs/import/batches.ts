import type { NumberedRow } from "../../files/import/read-table";

/** So many rows at once, or so many characters of them: a row may be long. */
const most = { rows: 1_000, characters: 4 * 1024 * 1024 };

/** The rows of a file, some at once, so that a transaction is short and little is held. */
export async function* inBatchesOf(rows: AsyncIterable<NumberedRow>): AsyncGenerator<NumberedRow[]> {
  let batch: NumberedRow[] = [];
  let characters = 0;
  for await (const row of rows) {
    batch.push(row);
    characters += row.cells.reduce((sum, cell) => sum + cell.length, 0);
    if (batch.length < most.rows && characters < most.characters) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}
