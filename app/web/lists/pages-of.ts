import { addressOf, type Query } from "@/components/list/list-query";
import type { ShownPages } from "@/components/ui/table";
import { getTranslations } from "@/i18n/texts";
import { type Counted, rangeText } from "./range-text";

type Place = {
  /** the list's path; with the query it is the address of this page */
  readonly path: string;
  readonly query: Query;
  readonly next: string | null | undefined;
  /** absent if the list only goes forward: then the link leads to the beginning */
  readonly previous?: string | null;
  /** how many rows this page has; absent if its entries are not rows */
  readonly shown?: number;
  /** the rows of all pages, if we counted them */
  readonly total?: number | undefined;
  /** how well `total` is known: exactly, if not said */
  readonly counted?: Counted;
};

/** The links to the pages before and after, and which rows of the list these are. */
export async function pagesOf({
  path,
  query,
  next,
  previous,
  shown = 0,
  total,
  counted = "exactly",
}: Place): Promise<ShownPages> {
  const c = await getTranslations("common");
  const forwardOnly = previous === undefined;
  const after = typeof query.after === "string" && query.after !== "" ? query.after : null;
  const before = forwardOnly ? after !== null : previous !== null;
  return {
    words: { previous: forwardOnly ? c("first") : c("previous"), next: c("next") },
    previous: before ? addressOf(path, query, { after: forwardOnly ? null : previous }) : null,
    next: next ? addressOf(path, query, { after: next }) : null,
    note: await rangeText({ shown, total, counted, hasPrevious: before, hasNext: Boolean(next) }, after),
  };
}
