"use client";

import { useRouter } from "next/navigation";
import { useContext } from "react";
import { FrameIsOf } from "@/components/shell/frame-mark";
import { usePolled } from "@/components/shell/use-polled";
import { Progress } from "@/components/ui/progress";
import type { ShownStanding } from "./shown";

/** How far a job is, and its figures; while it runs they move, and once it rests or has ended the page comes anew. */
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
  const isOn = first.state === "running";
  const { progress, figures, note, about } = usePolled(
    isOn ? route : null,
    first,
    useContext(FrameIsOf),
    (now) => {
      if (now.state === first.state) return true;
      router.refresh();
      return false;
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
