import { getFormatter, getTranslations } from "@/i18n/texts";
import { readCursor, rowsBefore } from "@/server/input/cursor";

/** How well we know how many rows a list has: we reckoned it, or stopped counting and there are more. */
export type Counted = "exactly" | "about" | "up_to";

type PageOfRows = {
  /** how many rows it has */
  readonly shown: number;
  /** the rows of all pages, if we counted them */
  readonly total?: number | undefined;
  readonly counted: Counted;
  /** whether there are pages before and after */
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
};

/** Which rows of a list a page has: '1 – 50 of 668'; '' if it has all. @param after the cursor in the address */
export async function rangeText(page: PageOfRows, after: unknown): Promise<string> {
  const range = rangeOf(page, after);
  if (range === null) return "";
  const [c, format] = [await getTranslations("common"), await getFormatter()];
  const { words, from, to, total } = range;
  return c(words, { from: format.number(from), to: format.number(to), total: format.number(total) });
}

/** What `rangeText` says: the message, and its numbers; null for a page that has all rows. */
export function rangeOf({ shown, total, counted, hasPrevious, hasNext }: PageOfRows, after: unknown) {
  if (shown === 0 || !(hasPrevious || hasNext)) return null;
  const cursor = readCursor(typeof after === "string" ? after : null, "any");
  const before = rowsBefore(cursor, shown, hasPrevious);
  const words = total === undefined ? "rows_alone" : saying[counted];
  return { words, from: before + 1, to: before + shown, total: total ?? 0 } as const;
}

const saying = { exactly: "rows", about: "rows_of_about", up_to: "rows_of_many" } as const;
