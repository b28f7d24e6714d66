import { readFileSync } from "node:fs";

/** A row of the specification's table of attributes, by the names of its columns. */
export type Row = Readonly<Record<string, string>>;

/** The table of the specification, kept beside the tests. */
export const table: readonly Row[] = parseCsv(
  readFileSync(new URL("./customer-attributes.csv", import.meta.url), "utf8"),
);

function parseCsv(text: string): Row[] {
  const [head = [], ...lines] = text.trim().split("\n").map(cells);
  return lines.map((line) => Object.fromEntries(head.map((name, index) => [name, line[index] ?? ""])));
}

function cells(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)].map(([, cell = ""]) =>
    cell.replace(/^"|"$/g, "").replaceAll('""', '"'),
  );
}
