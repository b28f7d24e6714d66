"use client";

import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { buttonClass } from "./looks";

/** With more columns than this a table scrolls sideways on wide screens too. */
const mostBeside = 8;

/**
 * A table. If its columns do not fit, it scrolls sideways itself, so that the page never does; on a phone each row
 * becomes a few lines.
 */
export function Table({
  label,
  head,
  columns,
  stacks = true,
  look: more = "",
  children,
}: {
  readonly label: string;
  readonly head: ReactNode;
  /** how many columns a table of full width has; with few, the head stays in sight while the page scrolls */
  readonly columns?: number;
  /**
   * classes of the table that save each cell its own: `n3` for a column of figures, `names` for a first column that takes
   * the slack, and on a phone `two` for two lines a row with `r4` as the figure on the first and `p2` below
   */
  readonly look?: string;
  /** false: the cells are short, so it stays a table on a phone */
  readonly stacks?: boolean;
  readonly children: ReactNode;
}) {
  const look = columns === undefined ? "" : columns <= mostBeside ? "head-stays" : "dense";
  return (
    <section
      className={`rows -mx-3 ${look} ${stacks ? "stacks" : ""} ${more}`}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: people must reach what scrolls by keyboard
      tabIndex={0}
    >
      <table data-part="table">
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

/** A column's head; with `href` it sorts. */
export function Th(props: {
  readonly children: ReactNode;
  readonly href?: string;
  readonly sorted?: "ascending" | "descending" | undefined;
  readonly numeric?: boolean;
  readonly className?: string;
  /** stands before the link */
  readonly before?: ReactNode;
}) {
  const classes = [props.numeric ? "num" : "", props.className ?? ""].filter(Boolean).join(" ");
  const arrow = <Icon name={props.sorted === "descending" ? "arrow-down" : "arrow-up"} size={14} />;
  return (
    <th scope="col" aria-sort={props.sorted} className={classes || undefined}>
      {props.before}
      {props.href ? (
        <a href={props.href}>
          {props.numeric ? arrow : null}
          {props.children}
          {props.numeric ? null : arrow}
        </a>
      ) : (
        props.children
      )}
    </th>
  );
}

/** A cell of a row. */
export function Td({
  children,
  numeric = false,
  label,
  place,
  className = "",
}: {
  readonly children?: ReactNode;
  readonly numeric?: boolean;
  /** names the value on a phone, where columns have no heads */
  readonly label?: string;
  /**
   * its place on a phone: `right`, the end of the first line, for the one figure that matters; `line`, a line of its own,
   * for long text; `acts`, for the actions on the row, which stay in sight on every screen
   */
  readonly place?: "right" | "line" | "acts";
  readonly className?: string;
}) {
  const classes = [numeric ? "num" : "", place ? `at-${place}` : "", className].filter(Boolean).join(" ");
  return (
    <td className={classes || undefined} data-label={label}>
      {children}
    </td>
  );
}

/** The pages before and after: their addresses, and which rows of the list these are; '' if they are all. */
export type ShownPages = {
  readonly previous: string | null;
  readonly next: string | null;
  readonly words: { readonly previous: string; readonly next: string };
  readonly note: string;
};

/** Links to the pages before and after. */
export function Pages(props: ShownPages & { readonly label: string }) {
  if (!props.previous && !props.next && !props.note) return null;
  return (
    <nav
      aria-label={props.label}
      className="mt-4 flex flex-wrap items-center justify-between gap-3"
      data-part="pages"
    >
      <div className="text-muted">{props.note}</div>
      <div className="flex gap-2">
        {props.previous ? (
          <a rel="prev" className={buttonClass("plain", "pl-2")} href={props.previous}>
            <Icon name="chevron-left" />
            {props.words.previous}
          </a>
        ) : null}
        {props.next ? (
          <a rel="next" className={buttonClass("plain", "pr-2")} href={props.next}>
            {props.words.next}
            <Icon name="chevron-right" />
          </a>
        ) : null}
      </div>
    </nav>
  );
}
