"use client";

import { useContext, useEffect, useState } from "react";
import { FrameIsOf } from "../shell/frame-mark";
import { fetchRows } from "./use-list";

/**
 * What a page shows of something that moves by itself: it fetches that again and again until it is over.
 * @param route answers with the present one
 * @param first what the page came with
 */
export function useGrowing<Shown>(
  route: string,
  first: Shown,
  { isOver, everyMs }: { readonly isOver: (shown: Shown) => boolean; readonly everyMs: number },
): Shown {
  const whose = useContext(FrameIsOf);
  const [given, setGiven] = useState(first);
  const [shown, setShown] = useState(first);
  const [attempt, setAttempt] = useState(0);
  if (given !== first) {
    // the page came anew
    setGiven(first);
    setShown(first);
  }
  const over = isOver(shown);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt is one more look
  useEffect(() => {
    if (over) return;
    const request = new AbortController();
    const timer = setTimeout(() => {
      fetchRows<Shown>(route, whose, request.signal).then(
        (next) => {
          setShown(next);
          setAttempt((one) => one + 1);
        },
        (error: unknown) => {
          if (request.signal.aborted) return;
          // without a connection it waits; else the page itself says what is wrong
          if (error instanceof TypeError) setAttempt((one) => one + 1);
          else window.location.reload();
        },
      );
    }, everyMs);
    return () => {
      clearTimeout(timer);
      request.abort();
    };
  }, [route, over, whose, everyMs, attempt]);
  return shown;
}
