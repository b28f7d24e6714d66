"use client";

import { useRouter } from "next/navigation";
import { createContext, useContext, useEffect } from "react";
import { PaperLine } from "../brand/paper-line";
import type { ShownJob } from "./job-badge";
import { JobEnds, type ShownEnd } from "./job-ends";

/** The mark of what the frame around a page shows. */
export const FrameMarkContext = createContext("");

/** A mark of whose frame it is; rows that come alone must be of the same. */
export const FrameIsOf = createContext("");

/** What the frame tells of my jobs, and how each page, which knows more, tells it. */
export const FrameJobs = createContext<(job: ShownJob | null) => void>(() => undefined);

/**
 * Moving to another page draws the page alone. Where the page knows of other rights, another brand, language or support
 * session than the frame shows, this fetches the whole anew. It also has what the page says of itself on paper, since one
 * part of the browser's costs each page less than two.
 */
export function FrameMark({
  mark,
  printed,
  job,
  ends,
}: {
  readonly mark: string;
  readonly printed: string;
  /** the job of mine that runs, as this page knows it */
  readonly job: ShownJob | null;
  /** the jobs of mine that have ended, which it tells */
  readonly ends: readonly ShownEnd[];
}) {
  const [shown, tell] = [useContext(FrameMarkContext), useContext(FrameJobs)];
  const router = useRouter();
  useEffect(() => {
    if (shown !== mark) router.refresh();
  }, [shown, mark, router]);
  useEffect(() => tell(job), [job, tell]);
  return (
    <>
      <PaperLine printed={printed} />
      <JobEnds ends={ends} />
    </>
  );
}
