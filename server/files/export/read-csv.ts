import { withoutApostrophe } from "./apostrophe";

/** Reads the rows of a CSV file, without the apostrophes that keep spreadsheets from computing. */
export async function* readCsv(bytes: Uint8Array): AsyncGenerator<string[]> {
  // removes the byte order mark, and throws on anything but UTF-8 instead of replacing it
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  const delimiter = delimiterOf(text);
  for (let at = 0; at < text.length; ) {
    const { cells, end } = readLine(text, at, delimiter);
    at = end;
    // an empty line is no row; one empty cell would be ""
    if (cells.length > 0) yield cells.map(withoutApostrophe);
  }
}

/** The delimiter of the titles: the most frequent candidate outside quotes, or a comma if there is none. */
function delimiterOf(text: string): string {
  const { end } = readLine(text, 0, null);
  const titles = text.slice(0, end).replace(/"[^"]*"/g, "");
  const count = (candidate: string) => titles.split(candidate).length - 1;
  return [",", ";", "\t"].reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best));
}

/** Reads one line from a place in the text; quotes may hold delimiters, line ends, and doubled quotes. */
function readLine(text: string, from: number, delimiter: string | null): { cells: string[]; end: number } {
  const cells: string[] = [];
  let at = from;
  while (true) {
    const quoted = text[at] === '"' ? closingQuote(text, at) : at;
    let end = quoted;
    while (end < text.length && text[end] !== delimiter && text[end] !== "\r" && text[end] !== "\n") end += 1;
    const isQuoted = quoted > at;
    const inQuotes = isQuoted ? text.slice(at + 1, quoted - 1).replaceAll('""', '"') : "";
    const isEmptyLine = cells.length === 0 && end === at && text[end] !== delimiter;
    if (!isEmptyLine) cells.push(inQuotes + text.slice(quoted, end));
    if (text[end] === delimiter && delimiter !== null) at = end + 1;
    else return { cells, end: end + (text.startsWith("\r\n", end) ? 2 : 1) };
  }
}

/** @returns the place after the closing quote; if there is none, the place of the opening one */
function closingQuote(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0) return from;
    if (text[at + 1] !== '"') return at + 1;
  }
  return from;
}
