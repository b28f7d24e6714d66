import type { Query } from "@/components/list/list-query";
import { addressOf } from "@/components/list/list-query";
import { Pages } from "@/components/ui/table";
import { getTranslations } from "@/i18n/texts";
import { rangeText } from "./range-text";

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
export async function ListPages({ label, path, query, next, previous, shown = 0, total }: Props) {
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
      note={await rangeText({ shown, total, hasPrevious: back !== null, hasNext: Boolean(next) }, after)}
    />
  );
}
