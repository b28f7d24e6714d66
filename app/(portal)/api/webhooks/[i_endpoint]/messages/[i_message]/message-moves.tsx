"use client";

import { useRouter } from "next/navigation";
import { useContext } from "react";
import { FrameIsOf } from "@/components/shell/frame-mark";
import { usePolled } from "@/components/shell/use-polled";

/** What tells whether a message's page says what is so. */
export type MessageMark = {
  /** changes with each try and state */
  readonly mark: string;
  /** the next try is so near that one waits for it */
  readonly soon: boolean;
};

/** Brings a message's page anew as soon as something came of the message; before JavaScript people reload it. */
export function MessageMoves({ route, first }: { readonly route: string; readonly first: MessageMark }) {
  const router = useRouter();
  usePolled(first.soon ? route : null, first, useContext(FrameIsOf), ({ mark, soon }) => {
    if (mark !== first.mark) router.refresh();
    return soon && mark === first.mark;
  });
  return null;
}
