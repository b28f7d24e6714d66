"use client";

import { ExportMenu, type Exports } from "@/components/list/export-menu";
import { FigureTable } from "@/components/list/figure-table";
import { LiveList } from "@/components/list/live-list";
import { EmptyState, NoHits } from "@/components/ui/page";
import { Pages } from "@/components/ui/table";
import { LedgerFilters } from "./filter-form";
import type { LedgerWords, ShownLedger, ShownSum } from "./shown";

/** A ledger: what the page came with, and after that rows alone. @param here the path of its page */
export function LedgerView({
  here,
  first,
  words,
  exports,
}: {
  readonly here: string;
  readonly first: ShownLedger;
  readonly words: LedgerWords;
  readonly exports: Exports;
}) {
  return (
    <LiveList route={`${here}/rows`} first={first}>
      {({ entries, ...shown }) => (
        <>
          <LedgerFilters
            here={here}
            shown={shown}
            words={words}
            end={
              typeof entries === "string" ? null : (
                <ExportMenu {...exports} path={`${here}/export`} query={shown.asked} />
              )
            }
          />
          {entries === "empty" && shown.narrowed ? (
            <NoHits text={words.empty.title} clear={words.clear} href={here} />
          ) : typeof entries === "string" ? (
            <EmptyState icon="book-open" {...words[entries]} />
          ) : (
            <>
              <Sums label={words.sums} sums={entries.sums} />
              <FigureTable label={words.title} look="n3 n4 r3" leads={words.receipt} {...entries} />
            </>
          )}
          <Pages label={words.title} {...shown.pages} />
        </>
      )}
    </LiveList>
  );
}

function Sums({ label, sums }: { readonly label: string; readonly sums: readonly ShownSum[] }) {
  return (
    <dl aria-label={label} className="mb-3 flex flex-wrap gap-x-5 gap-y-1 text-[0.8125rem]" data-part="sums">
      {sums.map((sum) => (
        <div key={sum.label} className="flex gap-1.5">
          <dt className="text-muted">
            {sum.label} · {sum.count}
          </dt>
          <dd className="num font-medium">{sum.amount}</dd>
        </div>
      ))}
    </dl>
  );
}
