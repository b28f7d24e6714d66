"use client";

import { useRouter } from "next/navigation";
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

/** A job of mine that runs, beside the account; it moves by itself, and the page comes anew once it has ended. */
export function JobBadge({
  job,
  whose,
  onEnd,
}: {
  readonly job: ShownJob;
  readonly whose: string;
  readonly onEnd: (job: ShownJob | null) => void;
}) {
  const router = useRouter();
  const now = usePolled<ShownJob | null>("/jobs/progress", job, whose, (answer) => {
    if (answer) return;
    onEnd(null);
    // the page tells how it ended
    router.refresh();
  });
  const { href, share, text, label } = now ?? job;
  return (
    <a href={href} className="job-badge" aria-label={label} data-part="job-badge">
      <progress aria-hidden value={share} max={1} />
      <span>{text}</span>
    </a>
  );
}
