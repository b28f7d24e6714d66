"use client";

import type { ShownEnd } from "./job-ends";
import { usePolled } from "./use-polled";

/** A job of mine that runs. */
export type ShownJob = {
  readonly href: string;
  /** from 0 to 1 */
  readonly share: number;
  /** '37 %' */
  readonly text: string;
  /** names it: 'Your job: 37 %' */
  readonly label: string;
};

/** What the frame asks for each second while a job of mine runs. */
export type MyJobs = {
  /** null: none runs any more */
  readonly job: ShownJob | null;
  /** those that have ended meanwhile, which is told once */
  readonly ends: readonly ShownEnd[];
};

/** A job of mine that runs, beside the account; it moves by itself. */
export function JobBadge({
  mine,
  whose,
  onEnd,
}: {
  readonly mine: MyJobs;
  readonly whose: string;
  readonly onEnd: (now: MyJobs) => void;
}) {
  const { job } = usePolled("/jobs/progress", mine, whose, (now) => {
    const isSame = now.job !== null && now.ends.length === 0;
    if (!isSame) onEnd(now);
    return isSame;
  });
  if (!job) return null;
  const { href, share, text, label } = job;
  return (
    <a href={href} className="job-badge" aria-label={label} data-part="job-badge">
      <progress aria-hidden value={share} max={1} />
      <span>{text}</span>
    </a>
  );
}
