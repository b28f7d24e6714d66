/** What may stand between cells, the likeliest first. */
const delimiters = [",", ";", "\t", "|"] as const;

type Delimiter = (typeof delimiters)[number];

const mostRecords = 50;

/**
 * Finds what separates the cells: what the first row has most of, and the others as often. Commas in amounts do not
 * mislead it, since headers have none.
 * @param head the beginning of the file
 */
export function delimiterOf(head: string): Delimiter {
  const scores = delimiters.map((delimiter) => [delimiter, score(countsOf(head, delimiter))] as const);
  const [best] = scores.toSorted(([, one], [, other]) => other - one);
  return best?.[0] ?? ",";
}

/** Excel's own way to tell the delimiter: a first line `sep=;`. @returns the line's length, and what it tells */
export function toldDelimiter(head: string): { readonly length: number; readonly delimiter: string } | null {
  const told = /^"?sep=([,;\t|])"?(?:\r\n|\r|\n|$)/i.exec(head);
  return told ? { length: told[0].length, delimiter: told[1] ?? "," } : null;
}

function score([header = 0, ...others]: readonly number[]): number {
  if (others.length === 0) return header;
  const alike = others.filter((count) => count === header).length / others.length;
  return header * (0.1 + alike ** 2);
}

/** How often a delimiter stands outside quotation marks in each of the first records that are not empty. */
function countsOf(head: string, delimiter: string): number[] {
  const counts: number[] = [];
  let count = 0;
  let isQuoted = false;
  let isEmpty = true;
  for (const character of head) {
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === delimiter) count += 1;
    else if (character === "\n" || character === "\r") {
      if (!isEmpty) counts.push(count);
      if (counts.length === mostRecords) return counts;
      count = 0;
      isEmpty = true;
      continue;
    }
    isEmpty = false;
  }
  // a last record may be cut, and counts only where it is the only one
  if (!isEmpty && counts.length === 0) counts.push(count);
  return counts;
}
