"use client";

import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";

export type AttentionRow = {
  readonly what: keyof typeof looks;
  readonly words: string;
  readonly href: string;
  /** how many, where it is about customers */
  readonly count?: string;
  /** the worst few */
  readonly names?: readonly (readonly [i_customer: number, name: string])[];
  readonly more?: true;
  readonly note?: string;
};

const looks = {
  over: { icon: "circle-alert", tone: "text-danger" },
  low: { icon: "triangle-alert", tone: "text-warn" },
  blocked: { icon: "ban", tone: "text-danger" },
  dormant: { icon: "key-round", tone: "text-muted" },
  commitment: { icon: "gauge", tone: "text-warn" },
} as const satisfies Record<string, { readonly icon: IconName; readonly tone: string }>;

type Props = { readonly title: string; readonly well: string; readonly rows: readonly AttentionRow[] };

/** What needs attention: how many customers, the worst few by name, and a link to all of them. */
export function Attention({ title, well, rows }: Props) {
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="flex items-center gap-2 text-muted">
          <Icon name="circle-check" className="shrink-0 text-good" />
          {well}
        </p>
      ) : (
        <ul className="side-list attention" data-part="attention">
          {rows.map(({ what, words, href, count, names, more, note }) => (
            <li key={what}>
              <Icon name={looks[what].icon} className={looks[what].tone} />
              <a href={href}>
                <span>{words}</span> {count ? <span className="num">{count}</span> : null}
              </a>
              <span className="small">
                {names?.map(([i_customer, name], at) => (
                  <span key={i_customer}>
                    {at > 0 ? ", " : ""}
                    <a href={`/customers/${i_customer}`}>{name}</a>
                  </span>
                ))}
                {more ? " …" : null}
                {note}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
