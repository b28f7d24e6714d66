import { ArrowDown, ArrowUp, ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClass } from "./looks";

/** A table that scrolls sideways within itself, so that the page never does. */
export function Table({
  label,
  head,
  children,
}: {
  readonly label: string;
  readonly head: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    // a scrolling region must be reachable by keyboard
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section className="rows relative -mx-3 overflow-x-auto" aria-label={label} tabIndex={0}>
      <table className="w-full border-separate border-spacing-0" data-part="table">
        <thead>
          <tr className="text-left text-[0.8125rem] text-muted">{head}</tr>
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
}) {
  const Arrow = props.sorted === "descending" ? ArrowDown : ArrowUp;
  const side = props.numeric ? "text-right" : "";
  return (
    <th
      scope="col"
      aria-sort={props.sorted}
      className={`h-9 px-3 whitespace-nowrap ${side} ${props.className ?? ""}`}
    >
      {props.href ? (
        <Link
          href={props.href}
          prefetch={false}
          className={`inline-flex h-9 items-center gap-1 hover:text-text ${props.sorted ? "text-text" : ""} ${props.numeric ? "flex-row-reverse" : ""}`}
        >
          {props.children}
          <Arrow size={13} aria-hidden className={props.sorted ? "" : "opacity-0"} />
        </Link>
      ) : (
        props.children
      )}
    </th>
  );
}

export function Td({
  children,
  numeric = false,
  className = "",
}: {
  readonly children?: ReactNode;
  readonly numeric?: boolean;
  readonly className?: string;
}) {
  return <td className={numeric ? `num ${className}` : className || undefined}>{children}</td>;
}

/** The pages before and after, by links. */
export function Pages(props: {
  readonly label: string;
  readonly previous?: string | null;
  readonly next?: string | null;
  readonly words: { readonly previous: string; readonly next: string };
  readonly note?: ReactNode;
}) {
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
          <Link rel="prev" prefetch={false} className={buttonClass("plain", "pl-2")} href={props.previous}>
            <ChevronLeft size={16} aria-hidden />
            {props.words.previous}
          </Link>
        ) : null}
        {props.next ? (
          <Link rel="next" prefetch={false} className={buttonClass("plain", "pr-2")} href={props.next}>
            {props.words.next}
            <ChevronRight size={16} aria-hidden />
          </Link>
        ) : null}
      </div>
    </nav>
  );
}
