"use client";

import type { ReactNode } from "react";
import { Chart, type ChartValues } from "@/components/chart/chart";
import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";
import { EmptyState, Notice, PageHeading } from "@/components/ui/page";
import { Attention, type AttentionRow } from "./attention";
import { FollowUps, type FollowUpsShown } from "./follow-ups";
import { Balances, type BalancesShown, Lately, type LatelyRow } from "./side-lists";

export type Figure = {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  readonly href?: string;
  readonly alarms?: boolean;
};

/** A titled list; none of it is shown if it is not there. */
type Titled<Row> = { readonly title: string; readonly rows: readonly Row[] };

export type OverviewShown = {
  readonly name: string;
  readonly figures: readonly Figure[];
  /** that the reader's own funds run out */
  readonly warning?: string;
  /** what the program has switched off, and where it is switched on again */
  readonly off?: readonly [words: string, href: string];
  readonly charts: readonly ChartValues[];
  /** what to do first, where there is nobody below yet */
  readonly empty?: { readonly title: string; readonly text: string; readonly step: ReactNode };
  readonly attention?: Titled<AttentionRow> & { readonly well: string };
  readonly booked?: Titled<readonly [kind: string, amount: string]> & { readonly none: string };
  readonly steps?: Titled<readonly [words: string, href: string, icon: IconName]>;
  readonly follow_ups?: FollowUpsShown;
  readonly balances?: BalancesShown;
  readonly lately?: Titled<LatelyRow> & { readonly none: string };
};

/** The overview: one figure first, then charts of what changed beside what needs somebody. */
export function OverviewView(shown: OverviewShown) {
  const { attention, booked, steps, empty, follow_ups, balances, lately } = shown;
  return (
    <>
      <PageHeading title={shown.name} />
      <div className="overview-figures">
        {shown.figures.map((figure) => (
          <FigureBlock key={figure.label} {...figure} />
        ))}
      </div>
      {shown.warning ? (
        <div className="mb-4">
          <Notice tone="warn">{shown.warning}</Notice>
        </div>
      ) : null}
      {shown.off ? (
        <div className="mb-4">
          <Notice tone="warn">
            <a href={shown.off[1]} className="underline underline-offset-2">
              {shown.off[0]}
            </a>
          </Notice>
        </div>
      ) : null}
      <div className="overview">
        {attention ? <Attention {...attention} /> : null}
        <div className="overview-left charts">
          {empty ? (
            <EmptyState icon="users" title={empty.title} text={empty.text} action={empty.step} />
          ) : null}
          {shown.charts.map((chart) => (
            <Chart key={chart.title} {...chart} />
          ))}
          {booked ? <Booked {...booked} /> : null}
          {steps ? <Steps {...steps} /> : null}
        </div>
        <div className="overview-rest">
          {follow_ups ? <FollowUps {...follow_ups} /> : null}
          {balances ? <Balances {...balances} /> : null}
          {lately ? <Lately {...lately} /> : null}
        </div>
      </div>
    </>
  );
}

function FigureBlock({ label, value, note, href, alarms }: Figure) {
  return (
    <div data-part="figure">
      <div className="label">{label}</div>
      <div className={`value ${alarms ? "text-danger" : ""}`}>
        {href ? <a href={href}>{value}</a> : value}
      </div>
      {note ? <div className="label">{note}</div> : null}
    </div>
  );
}

function Booked({ title, rows, none }: NonNullable<OverviewShown["booked"]>) {
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="text-muted">{none}</p>
      ) : (
        <dl className="kind-list" data-part="sums">
          {rows.map(([kind, amount], index) => (
            <div key={kind} className={rows.length > 1 && index === rows.length - 1 ? "whole" : undefined}>
              <dt>{kind}</dt>
              <dd className="num">{amount}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function Steps({ title, rows }: NonNullable<OverviewShown["steps"]>) {
  return (
    <section>
      <h2>{title}</h2>
      <ul className="side-list step-list">
        {rows.map(([words, href, icon]) => (
          <li key={href} className="max-w-[560px]">
            <a href={href}>
              <Icon name={icon} />
              <span>{words}</span>
              <Icon name="chevron-right" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
