import { getFormatter, getTranslations } from "@/i18n/texts";
import { mostCounted, readCursor, rowsBefore } from "@/server/input/cursor";

/** Which rows of a list a page has: '1 – 50 of 668'; '' if it has all. @param after the cursor in the address */
export async function rangeText(
  page: {
    readonly customers: readonly unknown[];
    readonly total: number;
    readonly next: string | null;
    readonly previous: string | null;
  },
  after: unknown,
): Promise<string> {
  const shown = page.customers.length;
  if (shown === 0 || (page.next === null && page.previous === null)) return "";
  const [c, format] = [await getTranslations("common"), await getFormatter()];
  const cursor = readCursor(typeof after === "string" ? after : null, "any");
  const before = rowsBefore(cursor, shown, page.previous !== null);
  return c(page.total < mostCounted ? "rows" : "rows_of_many", {
    from: format.number(before + 1),
    to: format.number(before + shown),
    total: format.number(page.total),
  });
}
