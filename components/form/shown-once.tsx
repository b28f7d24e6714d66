"use client";

import { useEffect, useRef } from "react";
import { CopyButton } from "../ui/copy-button";
import { buttonClass } from "../ui/looks";
import { useWords } from "../words";
import { useAnswer } from "./answer-context";

/**
 * Shows the secret of an action's answer once, with a button to copy it. With `done` the link to go on comes first and
 * takes the focus; the form's own button is a plain one from then on.
 */
export function ShownOnce({
  label,
  words,
  done,
}: {
  readonly label: string;
  readonly words: { readonly once: string };
  /** where people go once they have it */
  readonly done?: { readonly href: string; readonly label: string };
}) {
  const { once } = useAnswer();
  const { until } = useWords();
  const way = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (once) way.current?.focus();
  }, [once]);
  if (!once) return null;
  return (
    <div className="w-full rounded-control border border-line bg-sunken p-4" data-part="shown-once">
      <div className="text-muted">{label}</div>
      <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2">
        <output
          className="font-mono text-[1.25rem] leading-7 tracking-wide wrap-anywhere select-all"
          data-testid="one-time-password"
        >
          {once.value}
        </output>
        <CopyButton large text={once.value} />
      </div>
      <p className="mt-2 text-muted">
        {once.until ? until.replace("{time}", once.until) : null} {words.once}
      </p>
      {done ? (
        <a ref={way} href={done.href} className={buttonClass("primary", "mt-3")}>
          {done.label}
        </a>
      ) : null}
    </div>
  );
}
