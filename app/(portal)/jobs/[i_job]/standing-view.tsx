"use client";

import { useRouter } from "next/navigation";
import { useContext, useRef } from "react";
import { FrameIsOf } from "@/components/shell/frame-mark";
import { usePolled } from "@/components/shell/use-polled";
import { Progress } from "@/components/ui/progress";
import type { ShownStanding } from "./shown";

/**
 * How far a job is, and its figures, which move until it is at rest. The page comes anew with each of its states, and every few
 * seconds meanwhile, so that its heading, its reasons and its rows say the same.
 */
export function StandingView({
  route,
  first,
  label,
  again,
}: {
  readonly route: string;
  readonly first: ShownStanding;
  /** names the bar */
  readonly label: string;
  /** the link to the same page, for whom nothing moves: before JavaScript */
  readonly again: { readonly label: string; readonly href: string };
}) {
  const router = useRouter();
  const isOn = first.atWork;
  // how often we have asked since the page came
  const since = useRef({ first, answers: 0 });
  const { progress, figures, note, about } = usePolled(
    isOn ? route : null,
    first,
    useContext(FrameIsOf),
    (now) => {
      if (since.current.first !== first) since.current = { first, answers: 0 };
      since.current.answers += 1;
      const isOther = now.state !== first.state || now.atWork !== first.atWork;
      const isBehind =
        since.current.answers % refreshedAfter === 0 && now.progress.text !== first.progress.text;
      if (isOther || isBehind) router.refresh();
      return !isOther;
    },
  );
  return (
    <div data-part="job-standing">
      <p className="mb-4 text-[0.8125rem] text-muted">{note}</p>
      {isOn || first.state === "paused" ? (
        <div className="job-progress">
          <Progress label={label} {...progress} />
        </div>
      ) : null}
      <div className="summary" data-part="summary">
        {figures.map((figure) => (
          <div key={figure.label}>
            <div>{figure.label}</div>
            <div>{figure.value}</div>
          </div>
        ))}
      </div>
      {about === "" ? null : <p className="mb-4 max-w-2xl text-[0.8125rem] text-muted">{about}</p>}
      {isOn ? (
        <a href={again.href} className="unscripted button button-plain mb-4">
          {again.label}
        </a>
      ) : null}
    </div>
  );
}

/** The rest of the page is this many answers behind the figures at most. */
const refreshedAfter = 3;
