"use client";

import { useState } from "react";
import { Icon } from "../ui/icon";

/** A job of mine that has ended, of which I am told once. */
export type ShownEnd = {
  readonly i_job: number;
  readonly text: string;
  readonly link: { readonly href: string; readonly label: string };
  /** the word of the button that closes it */
  readonly close: string;
  /** all went well */
  readonly fine: boolean;
};

/** Tells of jobs that have ended, until somebody closes it: the page may come anew meanwhile, and does not tell twice. */
export function JobEnds({ ends }: { readonly ends: readonly ShownEnd[] }) {
  const [given, setGiven] = useState(ends);
  const [kept, setKept] = useState(ends);
  if (given !== ends) {
    setGiven(ends);
    setKept([...kept, ...ends]);
  }
  const last = kept.at(-1);
  if (!last) return null;
  return (
    <div
      role="status"
      key={last.i_job}
      className={last.fine ? "toast toast-stays toast-fine" : "toast toast-stays"}
    >
      <span>
        {last.text}{" "}
        <a href={last.link.href} className="underline underline-offset-2">
          {last.link.label}
        </a>
      </span>
      <button
        type="button"
        aria-label={last.close}
        className="icon-button small"
        onClick={() => setKept(kept.filter((one) => one !== last))}
      >
        <Icon name="x" />
      </button>
    </div>
  );
}
