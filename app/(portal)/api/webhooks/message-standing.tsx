"use client";

import type { Tone } from "@/components/ui/looks";
import { Badge } from "@/components/ui/page";

/** What became of a message, in plain values; `problem` is why its last try failed, or ''. */
export type MessageStanding = { readonly tone: Tone; readonly state: string; readonly problem: string };

export function Standing({ tone, state, problem }: MessageStanding) {
  return (
    <>
      <Badge tone={tone}>{state}</Badge>
      {problem ? <div className="text-[0.8125rem] text-muted">{problem}</div> : null}
    </>
  );
}
