import { getFormatter, getTranslations } from "@/i18n/texts";
import { mostCounted, readCursor, rowsBefore } from "@/server/input/cursor";

/** Which rows of a list a page has: '1 – 50 of 668'; '' if it has all. @param after the cursor in the address */
export async function rangeText(
  page: {
    /** how many rows it has */
    readonly shown: number;
    /** the rows of all pages, if we counted them */
    readonly total?: number | undefined;
    /** `total` is reckoned */
    readonly about?: boolean;
    /** whether there are pages before and after */
    readonly hasPrevious: boolean;
    readonly hasNext: boolean;
  },
  after: unknown,
): Promise<string> {
  const { shown, total, about = false, hasPrevious, hasNext } = page;
  if (shown === 0 || !(hasPrevious || hasNext)) return "";
  const [c, format] = [await getTranslations("common"), await getFormatter()];
  const cursor = readCursor(typeof after === "string" ? after : null, "any");
  const before = rowsBefore(cursor, shown, hasPrevious);
  const range = { from: format.number(before + 1), to: format.number(before + shown) };
  if (total === undefined) return c("rows_alone", range);
  if (about) return c("rows_of_about", { ...range, total: format.number(total) });
  return c(total < mostCounted ? "rows" : "rows_of_many", { ...range, total: format.number(total) });
}
