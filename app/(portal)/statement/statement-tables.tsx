"use client";

import type { FigureCell } from "@/components/list/figure-cell";
import { FigureTable } from "@/components/list/figure-table";
import { type StopAbove, StopMark } from "@/components/list/stop-mark";
import { Badge, Section } from "@/components/ui/page";

/** A sub-customer: its id and name, its figures, and what else there is to say of it. */
export type StatementLine = readonly [
  id: number,
  name: string,
  cells: readonly FigureCell[],
  more?: {
    /** its parent, where the rows come from several levels */
    readonly parent?: string;
    /** it is deleted, blocked, or stopped by a block above */
    readonly mark?: "deleted" | "blocked" | StopAbove;
  },
];

export type StatementTables = {
  readonly totals: {
    readonly title: string;
    readonly heads: readonly string[];
    readonly look: string;
    readonly rows: readonly (readonly [currency: string, cells: readonly FigureCell[]])[];
    /** names the columns without any figure, which are left out */
    readonly empty?: string;
  };
  readonly customers: {
    readonly title: string;
    readonly heads: readonly string[];
    readonly look: string;
    readonly rows: readonly StatementLine[];
    /** names the columns without any figure, which are left out */
    readonly empty?: string;
  };
  /** the days, for the links to ledgers */
  readonly days: string;
  readonly words: Readonly<Record<"deleted" | "blocked" | "stopped_above", string>>;
};

/** The totals, a row for each currency, since we never add across currencies; and the sub-customers. */
export function StatementTablesView({ totals, customers, days, words }: StatementTables) {
  return (
    <>
      <Section title={totals.title} className="mb-8">
        <FigureTable
          label={totals.title}
          heads={totals.heads}
          look={totals.look}
          {...(totals.empty === undefined ? {} : { empty: totals.empty })}
          rows={totals.rows.map(([currency, cells]) => [
            currency,
            <b key={currency} className="font-medium">
              {currency}
            </b>,
            cells,
          ])}
        />
      </Section>
      <Section title={customers.title}>
        <FigureTable
          label={customers.title}
          heads={customers.heads}
          look={customers.look}
          {...(customers.empty === undefined ? {} : { empty: customers.empty })}
          rows={customers.rows.map(([id, name, cells, more]) => [
            id,
            <Name key={id} href={`/customers/${id}/ledger?${days}`} name={name} more={more} words={words} />,
            cells,
          ])}
        />
      </Section>
    </>
  );
}

function Name({
  href,
  name,
  more,
  words,
}: {
  readonly href: string;
  readonly name: string;
  readonly more: StatementLine[3];
  readonly words: StatementTables["words"];
}) {
  return (
    <>
      <a href={href} className="font-medium">
        {name}
      </a>
      {more?.mark ? <Mark mark={more.mark} words={words} /> : null}
      {more?.parent ? <span className="block text-[0.8125rem] text-muted">{more.parent}</span> : null}
    </>
  );
}

function Mark({
  mark,
  words,
}: {
  readonly mark: NonNullable<NonNullable<StatementLine[3]>["mark"]>;
  readonly words: StatementTables["words"];
}) {
  if (mark === "deleted") return <span className="text-[0.8125rem] text-muted">{words.deleted}</span>;
  if (mark === "blocked") return <Badge tone="danger">{words.blocked}</Badge>;
  return <StopMark stop={mark} word={words.stopped_above} />;
}
