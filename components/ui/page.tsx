import Link from "next/link";
import type { ReactNode } from "react";

type Crumb = { readonly label: string; readonly href: string };

/** The head of a page: where one is, its title, and what can be done here. */
export function PageHeading(props: {
  readonly title: string;
  readonly crumbs?: readonly Crumb[];
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className="mb-5 flex flex-wrap items-end justify-between gap-x-4 gap-y-3">
      <div className="min-w-0">
        {props.crumbs?.length ? <Crumbs crumbs={props.crumbs} /> : null}
        <h1 className="wrap-anywhere">{props.title}</h1>
        {props.note ? <div className="text-muted">{props.note}</div> : null}
      </div>
      {props.actions ? <div className="flex flex-wrap gap-2">{props.actions}</div> : null}
    </div>
  );
}

function Crumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumbs" data-part="breadcrumbs">
      <ol className="flex flex-wrap items-center gap-1 text-muted">
        {crumbs.map(({ label, href }) => (
          <li key={href} className="flex items-center gap-1 after:text-line-strong after:content-['/'] last:after:content-none">
            <Link href={href} className="wrap-anywhere hover:text-text hover:underline">{label}</Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Says what belongs here, and offers the first step. */
export function EmptyState(props: { readonly title: string; readonly text: string; readonly action?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-2 rounded-control border border-dashed border-line px-6 py-14 text-center">
      <h2>{props.title}</h2>
      <p className="max-w-md text-muted">{props.text}</p>
      {props.action ? <div className="mt-2">{props.action}</div> : null}
    </div>
  );
}

const tones = {
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  danger: "bg-danger-soft text-danger",
  plain: "bg-hover text-muted",
} as const;

/** A short notice above what it is about. */
export function Notice({ tone = "plain", children }: { readonly tone?: keyof typeof tones; readonly children: ReactNode }) {
  return (
    <div role={tone === "danger" ? "alert" : "status"} className={`mb-4 rounded-control px-3 py-2 ${tones[tone]}`}>
      {children}
    </div>
  );
}

export function Badge({ tone = "plain", children }: { readonly tone?: keyof typeof tones; readonly children: ReactNode }) {
  return (
    <span className={`inline-flex h-5 items-center rounded-full px-2 text-[12px] font-medium whitespace-nowrap ${tones[tone]}`}>{children}</span>
  );
}

/** Links between the pages about one thing; the open one is marked for eyes and ears. */
export function TabLinks(props: {
  readonly label: string;
  readonly tabs: readonly { readonly href: string; readonly label: string; readonly current: boolean }[];
}) {
  return (
    <nav aria-label={props.label} className="mb-5 overflow-x-auto border-b border-line" data-part="tabs">
      <ul className="flex gap-4">
        {props.tabs.map(({ href, label, current }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={current ? "page" : undefined}
              className="-mb-px block border-b-2 border-transparent py-2 whitespace-nowrap text-muted hover:text-text aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-text"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Names and values, two columns; what has no value is left out by who calls. */
export function DescriptionList({ rows }: { readonly rows: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="divide-y divide-line">
      {rows.map(([label, value]) => (
        <div key={label} className="grid min-h-9 grid-cols-1 items-baseline gap-x-6 py-2 sm:grid-cols-[220px_minmax(0,1fr)]">
          <dt className="text-muted">{label}</dt>
          <dd className="wrap-anywhere whitespace-pre-line">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A figure with its name. */
export function Stat({ label, children, note }: { readonly label: string; readonly children: ReactNode; readonly note?: ReactNode }) {
  return (
    <div className="min-w-0">
      <div className="text-muted">{label}</div>
      <div className="text-[20px] leading-7 font-semibold tabular-nums">{children}</div>
      {note ? <div className="text-muted">{note}</div> : null}
    </div>
  );
}
