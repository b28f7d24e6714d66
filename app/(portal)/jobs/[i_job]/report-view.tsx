"use client";

import { chosen } from "@/components/list/chosen";
import { ExportMenu, type Exports } from "@/components/list/export-menu";
import { FilterBar } from "@/components/list/filter-bar";
import { FilterChoice } from "@/components/list/filter-field";
import { addressWithout } from "@/components/list/list-query";
import { LiveList } from "@/components/list/live-list";
import { EmptyState, NoHits } from "@/components/ui/page";
import { Pages, Table, Td, Th } from "@/components/ui/table";
import type { ReportRow, ReportWords, ShownReport } from "./shown";

/** What a job did with each of its rows: a list like all others. @param here the path of the job's page */
export function ReportView({
  here,
  first,
  words,
  exports,
}: {
  readonly here: string;
  readonly first: ShownReport;
  readonly words: ReportWords;
  readonly exports: Exports;
}) {
  return (
    <LiveList route={`${here}/rows`} first={first}>
      {({ rows, ...shown }) => (
        <>
          <FilterBar
            filters={[
              {
                name: "outcome",
                label: words.outcome,
                value: chosen(shown.typed.outcome, words.outcomes),
                off: addressWithout(here, shown.asked, "outcome"),
                by: (
                  <FilterChoice
                    name="outcome"
                    label={words.outcome}
                    any={words.any_outcome}
                    value={shown.typed.outcome}
                    options={words.outcomes}
                    problem={shown.problems.outcome}
                  />
                ),
              },
            ]}
            usual={["outcome"]}
            problems={shown.problems}
            words={words}
            clear={here}
            end={rows ? <ExportMenu {...exports} path={`${here}/export`} query={shown.asked} /> : null}
          />
          {rows === null ? (
            <EmptyState icon="list-checks" {...words.wrong} />
          ) : rows.length > 0 ? (
            <Rows rows={rows} words={words} />
          ) : shown.narrowed ? (
            <NoHits text={words.nothing} clear={words.clear} href={here} />
          ) : (
            <p className="no-hits">{shown.swept ? words.swept : words.none_yet}</p>
          )}
          <Pages label={words.report} {...shown.pages} />
        </>
      )}
    </LiveList>
  );
}

function Rows({ rows, words }: { readonly rows: readonly ReportRow[]; readonly words: ReportWords }) {
  const numbered = rows.some(({ row }) => row !== undefined);
  return (
    <Table
      label={words.report}
      columns={numbered ? 4 : 3}
      head={
        <>
          {numbered ? <Th>{words.row}</Th> : null}
          <Th>{words.customer}</Th>
          <Th>{words.outcome}</Th>
          <Th>{words.at}</Th>
        </>
      }
    >
      {rows.map(({ key, row, name, i_customer, outcome, changes, tone, why, at }) => (
        <tr key={key}>
          {numbered ? (
            <Td label={words.row} className="tabular-nums">
              {row}
            </Td>
          ) : null}
          <Td className="cut min-w-28">
            {i_customer === null ? name : <a href={`/customers/${i_customer}`}>{name}</a>}
          </Td>
          <Td
            place={tone === "warn" ? "line" : "right"}
            className={tone === "muted" ? "text-muted" : "wrap-anywhere"}
          >
            {tone === "warn" ? (
              <>
                <b>{outcome}</b> · {why}
              </>
            ) : (
              <>
                {outcome}
                {changes ? <span className="block text-[0.8125rem] text-muted">{changes}</span> : null}
              </>
            )}
          </Td>
          <Td className="whitespace-nowrap tabular-nums max-sm:hidden">{at}</Td>
        </tr>
      ))}
    </Table>
  );
}
