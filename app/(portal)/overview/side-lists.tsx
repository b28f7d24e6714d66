"use client";

import { Icon } from "@/components/ui/icon";
import { doorIcons } from "../../web/history/history-view";

export type BalancesShown = {
  readonly title: string;
  readonly rows: readonly {
    readonly currency: string;
    readonly customers: string;
    /** hundredths of the whole that are held; absent: nothing is held or owed */
    readonly share?: number;
    readonly held?: string;
    readonly owed?: string;
    readonly credit?: string;
  }[];
};

/** What is held for sub-customers and what they owe, as parts of a whole: never of two currencies. */
export function Balances({ title, rows }: BalancesShown) {
  return (
    <section data-part="balances">
      <h2>{title}</h2>
      <ul className="side-list">
        {rows.map(({ currency, customers, share, held, owed, credit }) => (
          <li key={currency}>
            <div className="ends">
              <span className="font-medium">{currency}</span>
              <span className="small">{customers}</span>
            </div>
            {share === undefined ? null : (
              <div className="share my-1.5" aria-hidden>
                {share > 0 ? <span style={{ width: `${share}%` }} /> : null}
                {share < 100 ? <span className="owed" /> : null}
              </div>
            )}
            <div className="ends small">
              {held ? <span>{held}</span> : null}
              {owed ? <span>{owed}</span> : null}
            </div>
            {credit ? <div className="small">{credit}</div> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

export type LatelyRow = {
  readonly id: string;
  readonly what: string;
  /** the customer, unless it is the reader's own */
  readonly about?: readonly [i_customer: number, name: string];
  /** when, in brief and in full */
  readonly at: readonly [brief: string, full: string];
  /** by whom, in whose name */
  readonly how: string;
  /** how they came in, if not by the web */
  readonly door?: readonly [door: string, words: string];
  /** that they used a credential that somebody else had set */
  readonly foreign?: string;
};

type LatelyProps = {
  readonly title: string;
  readonly none: string;
  readonly rows: readonly LatelyRow[];
};

/** The latest changes. */
export function Lately({ title, none, rows }: LatelyProps) {
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 ? <p className="text-muted">{none}</p> : null}
      <ol className="side-list" data-part="history">
        {rows.map(({ id, what, about, at: [brief, full], how, door, foreign }) => (
          <li key={id}>
            <div className="ends">
              <span className="font-medium">{what}</span>
              <span className="small" title={full}>
                {brief}
              </span>
            </div>
            <div className="ends small">
              <span>
                {about ? <a href={`/customers/${about[0]}`}>{about[1]}</a> : null}
                {about ? " · " : null}
                {how}
              </span>
              {door ? (
                <span className="inline-flex items-center gap-1">
                  <Icon name={doorIcons[door[0]] ?? "globe"} size={14} />
                  {door[1]}
                </span>
              ) : null}
            </div>
            {foreign ? <div className="text-[0.8125rem] text-warn">{foreign}</div> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
