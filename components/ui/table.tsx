import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

/** A table that scrolls sideways within itself, so that the page never does. */
export function Table({ label, head, children }: { readonly label: string; readonly head: ReactNode; readonly children: ReactNode }) {
  return (
    // a scrolling region must be reachable by keyboard
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section className="overflow-x-auto" aria-label={label} tabIndex={0}>
      <table className="w-full border-collapse" data-part="table">
        <thead>
          <tr className="border-b border-line text-left text-muted">{head}</tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
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
}) {
  const Arrow = props.sorted === "descending" ? ArrowDown : ArrowUp;
  return (
    <th scope="col" aria-sort={props.sorted} className={`h-9 px-3 whitespace-nowrap first:pl-0 last:pr-0 ${props.numeric ? "text-right" : ""}`}>
      {props.href ? (
        <Link href={props.href} prefetch={false} className="inline-flex items-center gap-1 hover:text-text">
          {props.children}
          {props.sorted ? <Arrow size={13} aria-hidden /> : null}
        </Link>
      ) : (
        props.children
      )}
    </th>
  );
}

export function Td({ children, numeric = false, className = "" }: { readonly children?: ReactNode; readonly numeric?: boolean; readonly className?: string }) {
  return <td className={`h-9 px-3 py-1.5 first:pl-0 last:pr-0 ${numeric ? "num" : ""} ${className}`}>{children}</td>;
}

/** The pages before and after, by links. */
export function Pages(props: { readonly label: string; readonly previous?: string | null; readonly next?: string | null; readonly words: { previous: string; next: string }; readonly note?: ReactNode }) {
  if (!props.previous && !props.next && !props.note) return null;
  const link = "inline-flex h-9 items-center rounded-control border border-line-strong px-3 font-medium hover:bg-hover";
  return (
    <nav aria-label={props.label} className="mt-4 flex flex-wrap items-center justify-between gap-3">
      <div className="text-muted">{props.note}</div>
      <div className="flex gap-2">
        {props.previous ? <Link rel="prev" prefetch={false} className={link} href={props.previous}>{props.words.previous}</Link> : null}
        {props.next ? <Link rel="next" prefetch={false} className={link} href={props.next}>{props.words.next}</Link> : null}
      </div>
    </nav>
  );
}
