import { headerWord, type Program } from "./program";
import { programOf } from "./programs";
import type { NumberedRow } from "./table";

type Rows = { readonly headers: readonly string[]; readonly rows: AsyncGenerator<NumberedRow> };

/**
 * A table of another program in our words: what is in its cells, and at the end columns for what its file does not have,
 * under the API's names. Any other table stays as it is, and so does one that has them: it was translated before, and
 * somebody brings it back mended.
 */
export function translated(table: Rows): Rows {
  const program = programOf(table.headers);
  if (!program || program.adds.every((name) => table.headers.includes(name))) return table;
  return {
    headers: [...table.headers, ...program.adds],
    rows: translatedRows(program, table),
  };
}

async function* translatedRows(program: Program, { headers, rows }: Rows): AsyncGenerator<NumberedRow> {
  const places = new Map<string, number>();
  for (const [at, header] of headers.entries()) {
    const word = headerWord(header);
    if (!places.has(word)) places.set(word, at);
  }
  for await (const { row, cells: given } of rows) {
    const cells = headers.map((_, at) => given[at] ?? "");
    // a row that is too long stays so, and is refused later
    const beyond = given.slice(headers.length);
    const added = program.translate({
      get: (word) => cells[places.get(word) ?? -1]?.trim() ?? "",
      set(word, text) {
        const at = places.get(word);
        if (at !== undefined) cells[at] = text;
      },
    });
    yield { row, cells: [...cells, ...program.adds.map((name) => added[name] ?? ""), ...beyond] };
  }
}
