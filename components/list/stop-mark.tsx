"use client";

import { Badge } from "../ui/page";

/** Whose block above stops a customer: in words, and its id unless the reader may not know. */
export type StopAbove = readonly [why: string, at: number | null];

/** Marks a customer as stopped by a block above, with a link to that customer. */
export function StopMark({ stop: [why, at], word }: { readonly stop: StopAbove; readonly word: string }) {
  const mark = <Badge tone="danger">{word}</Badge>;
  return at === null ? (
    <span title={why}>{mark}</span>
  ) : (
    <a href={`/customers/${at}`} title={why}>
      {mark}
    </a>
  );
}
