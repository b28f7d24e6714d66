"use client";

import type { ReactNode } from "react";
import { ExportMenu, type Exports, exportEntries } from "@/components/list/export-menu";
import { addressOf } from "@/components/list/list-query";
import { LiveList } from "@/components/list/live-list";
import { Menu } from "@/components/ui/menu";
import { EmptyState, NoHits, Notice, PageHeading } from "@/components/ui/page";
import { Pages } from "@/components/ui/table";
import type { Column } from "./columns";
import { CustomerTable } from "./customer-table";
import { CustomerFilters, type FilterOptions } from "./filters";
import { Selection, type SelectionWords } from "./selection";
import type { CustomersWords, ShownCustomers } from "./shown";

/** The list of customers: what the page came with, and after that rows alone. */
export function CustomersView({
  first,
  words,
  columnNames,
  options,
  exports,
  profiles,
  imports,
  create,
  mayCreate,
  notice,
  selection,
}: {
  readonly first: ShownCustomers;
  readonly words: CustomersWords;
  readonly columnNames: Readonly<Record<Column, string>>;
  readonly options: FilterOptions;
  readonly exports: Exports;
  /** the word for profiles, if the reader has them */
  readonly profiles: string | null;
  /** the word for importing customers, if the reader may create or change them */
  readonly imports: string | null;
  /** leads to a new customer, or says whom to ask */
  readonly create: ReactNode;
  readonly mayCreate: boolean;
  readonly notice: ReactNode;
  /** the words of choosing customers; null: the reader can do nothing to many */
  readonly selection: SelectionWords | null;
}) {
  const files = ({ asked }: ShownCustomers) => ({ ...exports, path: "/customers/export", query: asked });
  return (
    <LiveList route="/customers/rows" first={first}>
      {(shown) => (
        <>
          <PageHeading
            title={words.title}
            note={shown.note}
            actions={
              <>
                {shown.rows?.length ? <ExportMenu {...files(shown)} className="max-sm:hidden" /> : null}
                {mayCreate ? create : null}
                <Menu
                  id="more"
                  dots
                  label={words.more}
                  groups={[
                    [
                      ...(selection && shown.rows?.length
                        ? [
                            {
                              href: addressOf("/customers", shown.asked, { select: "1" }),
                              label: selection.choose,
                            },
                          ]
                        : []),
                      ...(imports === null ? [] : [{ href: "/jobs/import", label: imports }]),
                      ...(profiles === null ? [] : [{ href: "/profiles", label: profiles }]),
                      { href: "/statement", label: words.statement },
                    ],
                    shown.rows?.length
                      ? exportEntries(files(shown)).map(({ name = "", ...entry }) => ({
                          ...entry,
                          label: name,
                          until: "sm" as const,
                        }))
                      : [],
                  ]}
                />
              </>
            }
            beside
          />
          {notice}
          <CustomerFilters shown={shown} options={options} columnNames={columnNames} />
          {shown.reference ? (
            <Notice>
              {words.found_refusal}{" "}
              <a href={`/refusals/${shown.reference.code}`} className="underline underline-offset-2">
                {words.open} ({shown.reference.spelled})
              </a>
            </Notice>
          ) : null}
          <Rows shown={shown} words={words} columnNames={columnNames} create={create} selection={selection} />
          <Pages label={words.pages} {...shown.pages} />
        </>
      )}
    </LiveList>
  );
}

function Rows({
  shown,
  words,
  columnNames,
  create,
  selection,
}: {
  readonly shown: ShownCustomers;
  readonly words: CustomersWords;
  readonly columnNames: Readonly<Record<Column, string>>;
  readonly create: ReactNode;
  readonly selection: SelectionWords | null;
}) {
  if (shown.rows === null) return <EmptyState icon="users" title={words.wrong} text={words.wrong_text} />;
  if (shown.rows.length > 0) {
    const given = { shown, rows: shown.rows, words, columnNames, choosePage: selection?.page ?? null };
    const table = <CustomerTable {...given} />;
    if (selection === null) return table;
    return (
      <Selection shown={shown} words={selection}>
        {table}
      </Selection>
    );
  }
  return shown.narrowed ? (
    <NoHits text={words.nothing} clear={words.clear} href="/customers" />
  ) : (
    <EmptyState icon="users" title={words.empty} text={words.empty_text} action={create} />
  );
}
