"use client";

import { ExportMenu, type Exports } from "@/components/list/export-menu";
import { LiveList } from "@/components/list/live-list";
import { Icon } from "@/components/ui/icon";
import { EmptyState, PageHeading } from "@/components/ui/page";
import { Pages } from "@/components/ui/table";
import { PeriodForm } from "./period-form";
import type { ShownStatement, StatementWords } from "./shown";
import { StatementTablesView } from "./statement-tables";

/** A statement: what the page came with, and after that rows alone. */
export function StatementView({
  first,
  words,
  exports,
}: {
  readonly first: ShownStatement;
  readonly words: StatementWords;
  readonly exports: Exports;
}) {
  return (
    <LiveList route="/statement/rows" first={first}>
      {({ tables, ...shown }) => (
        <>
          <PageHeading
            title={shown.title}
            crumbs={shown.crumbs}
            note={shown.note}
            beside
            actions={
              typeof tables === "string" ? null : (
                <ExportMenu {...exports} path="/statement/export" query={shown.asked} />
              )
            }
          />
          <PeriodForm
            form={shown.form}
            asked={shown.asked}
            problems={shown.problems}
            words={words}
            end={shown.provisional ? <Provisional {...words} /> : null}
          />
          {typeof tables === "string" ? (
            <EmptyState icon="file-text" {...words[tables]} />
          ) : (
            <StatementTablesView {...tables} />
          )}
          <Pages label={words.title} {...shown.pages} />
        </>
      )}
    </LiveList>
  );
}

function Provisional({ provisional, provisional_text }: StatementWords) {
  return (
    <span className="filter-note" title={provisional_text}>
      <Icon name="clock" size={14} />
      {provisional}
    </span>
  );
}
