"use client";

import { useEffect, useRef, useState } from "react";
import { whoseHeader } from "./whose-header";

/**
 * What a route answers each second, while the tab is seen. Begins with what the page came with, and anew where the page comes
 * anew. Without a script people reload the page.
 * @param route null: nothing is to be asked
 * @param whose the mark of the frame that the answers must be for: see `FrameIsOf`
 * @param onAnswer told of each answer; `false`: no more of them until the page has come anew
 */
export function usePolled<Value>(
  route: string | null,
  first: Value,
  whose: string,
  onAnswer: (value: Value) => boolean,
): Value {
  const [got, setGot] = useState({ first, value: first });
  const told = useRef(onAnswer);
  told.current = onAnswer;
  // the page came anew
  if (got.first !== first) setGot({ first, value: first });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page that came anew is asked for again
  useEffect(() => {
    if (route === null) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      if (document.visibilityState === "hidden") return;
      try {
        const response = await fetch(route);
        // another frame, or none: the page says so when it is loaded again
        if (!response.ok || response.headers.get(whoseHeader) !== whose) return;
        // our own route's answer
        const value = (await response.json()) as Value;
        if (!isOver) setGot((before) => ({ ...before, value }));
        // also of the last one: what is told once would be lost
        if (!told.current(value)) return;
      } catch (error) {
        // without a connection we ask on
        if (!(error instanceof TypeError)) return;
      }
      if (!isOver) timer = setTimeout(ask, everyMs);
    };
    const wake = () => {
      clearTimeout(timer);
      timer = setTimeout(ask, document.visibilityState === "hidden" ? everyMs : 0);
    };
    timer = setTimeout(ask, everyMs);
    document.addEventListener("visibilitychange", wake);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", wake);
    };
  }, [route, whose, first]);
  return got.value;
}

const everyMs = 1_000;
