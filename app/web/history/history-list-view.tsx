"use client";

import { type ExportFormat, ExportLinks } from "@/components/list/export-links";
import { LiveList } from "@/components/list/live-list";
import { EmptyState, PageHeading } from "@/components/ui/page";
import { Pages } from "@/components/ui/table";
import { HistoryFilters } from "./history-filters";
import type { HistoryListWords, ShownHistoryList } from "./history-list";
import { HistoryView } from "./history-view";

/** A history with its filters. @param here the path of its page */
export function HistoryListView({
  here,
  first,
  words,
  exports,
  heading = false,
}: {
  readonly here: string;
  readonly first: ShownHistoryList;
  readonly words: HistoryListWords;
  readonly exports: { readonly label: string; readonly formats: readonly ExportFormat[] };
  /** whether it is all of its page, and heads it */
  readonly heading?: boolean;
}) {
  return (
    <LiveList route={`${here}/rows`} first={first}>
      {(shown) => {
        const files = shown.history && (
          <ExportLinks {...exports} path={`${here}/export`} query={shown.asked} />
        );
        return (
          <>
            {heading ? <PageHeading title={words.title} actions={files} /> : null}
            {files && !heading ? <div className="mb-3 flex justify-end">{files}</div> : null}
            <HistoryFilters here={here} shown={shown} words={words} />
            {shown.history ? (
              // what somebody opened on one page is not open on the next
              <HistoryView key={shown.query} {...shown.history} />
            ) : (
              <EmptyState {...words.wrong} />
            )}
            <Pages label={words.title} {...shown.pages} />
          </>
        );
      }}
    </LiveList>
  );
}
