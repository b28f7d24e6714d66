"use client";

import { ExportMenu, type Exports } from "@/components/list/export-menu";
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
  readonly exports: Exports;
  /** whether it is all of its page, and heads it */
  readonly heading?: boolean;
}) {
  return (
    <LiveList route={`${here}/rows`} first={first}>
      {(shown) => {
        const files = shown.history && (
          <ExportMenu {...exports} path={`${here}/export`} query={shown.asked} />
        );
        return (
          <>
            {heading ? <PageHeading title={words.title} actions={files} beside /> : null}
            <HistoryFilters here={here} shown={shown} words={words} end={heading ? null : files} />
            {shown.history ? (
              // what somebody opened on one page is not open on the next
              <HistoryView key={shown.query} {...shown.history} />
            ) : (
              <EmptyState icon="clock" {...words.wrong} />
            )}
            <Pages label={words.title} {...shown.pages} />
          </>
        );
      }}
    </LiveList>
  );
}
