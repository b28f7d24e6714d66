"use client";

import { LiveList } from "@/components/list/live-list";
import { EmptyState, NoHits, PageHeading } from "@/components/ui/page";
import { Pages } from "@/components/ui/table";
import { BlockFilters } from "./block-filters";
import { BlockTable } from "./block-table";
import type { BlocksWords, ShownBlocks } from "./shown";

/** The list of blocks: what the page came with, and after that rows alone. */
export function BlocksView({ first, words }: { readonly first: ShownBlocks; readonly words: BlocksWords }) {
  return (
    <LiveList route="/blocked/rows" first={first}>
      {(shown) => (
        <>
          <PageHeading title={words.title} note={shown.note} />
          {shown.filterable ? <BlockFilters shown={shown} words={words} /> : null}
          {shown.rows === null ? (
            <EmptyState icon="ban" {...words.wrong} />
          ) : shown.rows.length === 0 && shown.narrowed ? (
            <NoHits text={words.nothing} clear={words.clear} href="/blocked" />
          ) : shown.rows.length === 0 ? (
            <EmptyState icon="ban" {...words.empty} />
          ) : (
            <BlockTable rows={shown.rows} words={words} />
          )}
          <Pages label={words.pages} {...shown.pages} />
        </>
      )}
    </LiveList>
  );
}
