"use client";

import type { ReactNode } from "react";
import { useWords } from "../words";
import { Icon } from "./icon";
import type { IconName } from "./icon-names";
import { noticeClass, type Tone, tones } from "./looks";

type Crumb = { readonly label: string; readonly href: string };

/** The head of a page: breadcrumbs, title, note and actions. */
export function PageHeading(props: {
  readonly title: string;
  readonly crumbs?: readonly Crumb[];
  readonly note?: ReactNode;
  /** stands beside the title */
  readonly help?: ReactNode;
  readonly actions?: ReactNode;
  /** keeps the actions beside the title on a phone too, if they are few and short */
  readonly beside?: boolean;
}) {
  return (
    <div className="heading">
      {props.crumbs?.length ? <Crumbs crumbs={props.crumbs} /> : null}
      {/* a long title wraps, so that the actions stay in their place */}
      <div className={props.beside ? "heading-line beside" : "heading-line"}>
        {props.help ? (
          <div className="flex items-center gap-1">
            <h1>{props.title}</h1>
            {props.help}
          </div>
        ) : (
          <h1>{props.title}</h1>
        )}
        {props.note ? <div className="heading-note">{props.note}</div> : null}
        {props.actions ? <div data-part="actions">{props.actions}</div> : null}
      </div>
    </div>
  );
}

function Crumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  const { breadcrumbs } = useWords();
  return (
    <nav aria-label={breadcrumbs} data-part="breadcrumbs" className="mb-1">
      <ol className="flex flex-wrap items-center gap-x-1.5 text-[0.8125rem] text-muted">
        {crumbs.map(({ label, href }) => (
          <li
            key={href}
            className="flex min-w-0 items-center gap-1.5 not-last:after:text-line-strong not-last:after:content-['/']"
          >
            <a href={href} className="py-1 wrap-anywhere underline-offset-2 hover:text-text hover:underline">
              {label}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** A part of a page under a heading of its own. */
export function Section(props: {
  readonly title: string;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
  /** the fragment of addresses that lead to it */
  readonly id?: string;
}) {
  return (
    <section id={props.id} tabIndex={props.id === undefined ? undefined : -1} className={props.className}>
      <div className="mb-2 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2>{props.title}</h2>
          {props.note ? <div className="text-muted">{props.note}</div> : null}
        </div>
        {props.actions}
      </div>
      {props.children}
    </section>
  );
}

/** A part that opens below its heading; a note at the right says what is inside. */
export function Fold(props: {
  readonly title: string;
  readonly note?: ReactNode;
  readonly open?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <details className="fold fold-part" open={props.open}>
      <summary>
        <h2>{props.title}</h2>
        {props.note ? <span>{props.note}</span> : null}
      </summary>
      <div>{props.children}</div>
    </details>
  );
}

/** An empty list: says what belongs here, and offers the first step. @param icon that of the page */
export function EmptyState(props: {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly action?: ReactNode;
}) {
  return (
    <div className="empty" data-part="empty">
      <Icon name={props.icon} size={24} />
      <h2>{props.title}</h2>
      {props.text ? <p>{props.text}</p> : null}
      {props.action ? <div>{props.action}</div> : null}
    </div>
  );
}

/** A list of which the filters leave nothing: one line where the first row would be. */
export function NoHits(props: { readonly text: string; readonly clear: string; readonly href: string }) {
  return (
    <p className="no-hits" data-part="empty">
      {props.text}
      <a href={props.href}>{props.clear}</a>
    </p>
  );
}

/** A short notice above its subject. */
export function Notice({ tone = "plain", children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <div role={tone === "danger" ? "alert" : "status"} className={noticeClass(tone)}>
      {children}
    </div>
  );
}

/** A state in a word. */
export function Badge({ tone = "plain", children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span className={`badge ${tones[tone]}`}>
      {tone === "plain" ? null : <span aria-hidden />}
      {children}
    </span>
  );
}

/** Links between the pages about one thing; marks the open one, for screen readers too. */
export function TabLinks(props: {
  readonly label: string;
  readonly tabs: readonly { readonly href: string; readonly label: string; readonly current: boolean }[];
}) {
  return (
    <nav
      aria-label={props.label}
      className="tabs mb-6 overflow-x-auto shadow-[inset_0_-1px_var(--line)] [scrollbar-width:none]"
      data-part="tabs"
    >
      <ul className="flex w-max gap-5">
        {props.tabs.map(({ href, label, current }) => (
          <li key={href}>
            <a
              href={href}
              aria-current={current ? "page" : undefined}
              className="flex h-10 items-center border-b-2 border-transparent whitespace-nowrap text-muted -outline-offset-2 transition-colors duration-100 hover:text-text aria-[current=page]:border-accent-text aria-[current=page]:font-medium aria-[current=page]:text-text"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Names and values in two columns. The caller leaves out names without a value. */
export function DescriptionList({
  rows,
}: {
  readonly rows: readonly (readonly [label: string, value: ReactNode])[];
}) {
  return (
    <dl className="divide-y divide-line">
      {rows.map(([label, value]) => (
        <div
          key={label}
          className="grid min-h-9 grid-cols-[112px_minmax(0,1fr)] items-start gap-x-4 py-[7px] sm:grid-cols-[240px_minmax(0,1fr)] sm:gap-x-6"
        >
          <dt className="text-muted">{label}</dt>
          <dd className="wrap-anywhere whitespace-pre-line">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
