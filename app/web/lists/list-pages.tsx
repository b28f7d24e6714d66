import type { Query } from "@/components/list/list-query";
import { addressOf } from "@/components/list/list-query";
import { Pages } from "@/components/ui/table";
import { getFormatter, getTranslations } from "@/i18n/texts";
import { mostCounted, readCursor, rowsBefore } from "@/server/input/cursor";

type Props = {
  readonly label: string;
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
};

/** Links to the pages before and after, and which rows of the list these are. */
export async function ListPages({ label, path, query, next, previous, shown, total }: Props) {
  const c = await getTranslations("common");
  const forwardOnly = previous === undefined;
  const after = typeof query.after === "string" ? query.after : null;
  const back = forwardOnly ? (after ? addressOf(path, query, { after: null }) : null) : previous;
  return (
    <Pages
      label={label}
      words={{ previous: forwardOnly ? c("first") : c("previous"), next: c("next") }}
      previous={back === null || forwardOnly ? back : addressOf(path, query, { after: back })}
      next={next ? addressOf(path, query, { after: next }) : null}
      note={
        shown && (back || next)
          ? await rowsText(rowsBefore(readCursor(after, "any"), shown, back !== null), shown, total)
          : null
      }
    />
  );
}

async function rowsText(before: number, shown: number, total: number | undefined): Promise<string> {
  const [c, format] = [await getTranslations("common"), await getFormatter()];
  const range = { from: format.number(before + 1), to: format.number(before + shown) };
  if (total === undefined) return c("rows_alone", range);
  return c(total < mostCounted ? "rows" : "rows_of_many", { ...range, total: format.number(total) });
}
