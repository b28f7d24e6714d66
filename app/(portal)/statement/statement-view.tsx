"use client";

import { type ExportFormat, ExportLinks } from "@/components/list/export-links";
import { LiveList } from "@/components/list/live-list";
import { EmptyState, Notice, PageHeading } from "@/components/ui/page";
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
  readonly exports: { readonly label: string; readonly formats: readonly ExportFormat[] };
}) {
  return (
    <LiveList route="/statement/rows" first={first}>
      {({ tables, ...shown }) => (
        <>
          <PageHeading
            title={shown.title}
            crumbs={shown.crumbs}
            note={shown.note}
            actions={
              typeof tables === "string" ? null : (
                <ExportLinks {...exports} path="/statement/export" query={shown.asked} />
              )
            }
          />
          <PeriodForm form={shown.form} problems={shown.problems} words={words} />
          {shown.provisional ? (
            <div className="mb-6">
              <Notice>{words.provisional}</Notice>
            </div>
          ) : null}
          {typeof tables === "string" ? (
            <EmptyState {...words[tables]} />
          ) : (
            <StatementTablesView {...tables} />
          )}
          <Pages label={words.title} {...shown.pages} />
        </>
      )}
    </LiveList>
  );
}
