"use client";

import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { PageHeading, TabLinks } from "@/components/ui/page";
import { Actions, type ShownActions } from "./actions-view";
import { CreditLimitInPlace, type CreditLimitInPlaceProps } from "./credit-limit-in-place";

/** A figure in words; the amount may be below zero. */
type Figure = { readonly label: string; readonly amount: string; readonly negative?: boolean };

/** The summary of a customer, as plain values in the reader's words. */
export type ShownCustomer = {
  readonly title: string;
  readonly crumbs: readonly { readonly label: string; readonly href: string }[];
  /** what it is, its id and its login */
  readonly note: string;
  /** active, blocked, or stopped above, and by whom */
  readonly state: {
    readonly label: string;
    readonly word: string;
    readonly stopped?: true;
    readonly why?: string;
    readonly href?: string;
  };
  /** its tariff, unless it is the reader itself */
  readonly tariff?: { readonly label: string; readonly name: string };
  readonly actions?: ShownActions;
  /** who blocked it, when and why, and whose block above stops it */
  readonly blocks?: readonly {
    readonly text: string;
    readonly href?: string;
    readonly unblock?: { readonly label: string; readonly href: string };
  }[];
  readonly available: Figure;
  readonly balance: Figure;
  readonly creditLimit: Figure & {
    readonly ends?: string;
    /** readers who may change it can do so right here */
    readonly change?: CreditLimitInPlaceProps;
  };
  /** the pinned note, or else the latest */
  readonly pinned?: {
    readonly isPinned: boolean;
    readonly text: string;
    readonly name: string;
    readonly href: string;
    readonly by: string;
    readonly at: string;
    readonly time: string;
  };
  readonly tabs: {
    readonly label: string;
    readonly tabs: readonly { readonly href: string; readonly label: string; readonly current: boolean }[];
  };
};

/** The frame of a page about a customer: heading, actions, figures, the latest note, tabs. */
export function CustomerFrame({
  shown,
  children,
}: {
  readonly shown: ShownCustomer;
  readonly children: ReactNode;
}) {
  const { actions, available, balance, creditLimit, blocks, pinned } = shown;
  return (
    <>
      <PageHeading
        title={shown.title}
        crumbs={shown.crumbs}
        note={shown.note}
        beside
        actions={actions ? <Actions {...actions} /> : null}
      />
      {blocks ? <Blocks blocks={blocks} /> : null}
      <div className="summary" data-part="summary">
        <Figure {...available} />
        <Figure {...balance} />
        <Figure {...creditLimit} note={creditLimit.ends}>
          {creditLimit.change ? (
            <CreditLimitInPlace {...creditLimit.change}>
              <Amount {...creditLimit} />
            </CreditLimitInPlace>
          ) : null}
        </Figure>
        {shown.tariff ? (
          <div>
            <div>{shown.tariff.label}</div>
            <div className="word">{shown.tariff.name}</div>
          </div>
        ) : null}
        <State {...shown.state} />
      </div>
      {pinned ? <Note {...pinned} /> : null}
      <TabLinks {...shown.tabs} />
      {children}
    </>
  );
}

function State({ label, word, stopped, why, href }: ShownCustomer["state"]) {
  const mark = <span className={stopped ? "state stopped" : "state"}>{word}</span>;
  return (
    <div data-part="state">
      <div>{label}</div>
      <div className="word" title={why}>
        {href === undefined ? mark : <a href={href}>{mark}</a>}
      </div>
    </div>
  );
}

function Blocks({ blocks }: { readonly blocks: NonNullable<ShownCustomer["blocks"]> }) {
  return (
    <div className="-mt-4 mb-5 flex max-w-3xl flex-col gap-0.5" data-part="blocks">
      {blocks.map(({ text, href, unblock }) => (
        <p key={text} className="text-danger">
          {href ? (
            <a href={href} className="hover:underline">
              {text}
            </a>
          ) : (
            text
          )}
          {unblock ? (
            <span className="print:hidden">
              {" — "}
              <a href={unblock.href} className="underline">
                {unblock.label}
              </a>
            </span>
          ) : null}
        </p>
      ))}
    </div>
  );
}

function Figure(props: Figure & { readonly note?: string | undefined; readonly children?: ReactNode }) {
  return (
    <div data-part="figure">
      <div>{props.label}</div>
      <div>{props.children ?? <Amount {...props} />}</div>
      {props.note ? <div>{props.note}</div> : null}
    </div>
  );
}

function Amount({ amount, negative }: Figure) {
  return <span className={negative ? "num text-danger" : "num"}>{amount}</span>;
}

function Note({ isPinned, text, name, href, by, at, time }: NonNullable<ShownCustomer["pinned"]>) {
  return (
    <p className="mb-5 flex max-w-full min-w-0 items-start gap-2 sm:items-center" data-part="note">
      <Icon
        name={isPinned ? "pin" : "sticky-note"}
        size={14}
        className="mt-[3px] shrink-0 text-muted sm:mt-0"
      />
      <a
        href={href}
        aria-label={name}
        className="min-w-0 wrap-anywhere hover:underline max-sm:line-clamp-4 sm:truncate"
      >
        {text}
      </a>
      <span className="shrink-0 text-[0.8125rem] text-muted max-sm:hidden">
        {by} ·{" "}
        <time dateTime={at} className="whitespace-nowrap tabular-nums">
          {time}
        </time>
      </span>
    </p>
  );
}
