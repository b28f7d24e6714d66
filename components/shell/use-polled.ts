"use client";

import { useEffect, useRef, useState } from "react";
import { whoseHeader } from "./whose-header";

/**
 * What a route answers each second, while the tab is seen. Begins with what the page came with, and again where the page comes
 * anew. Without a script people reload the page.
 * @param route null: nothing is to be asked
 * @param whose the mark of the frame that the answers must be for: see `FrameIsOf`
 * @param onAnswer told of each answer
 */
export function usePolled<Value>(
  route: string | null,
  first: Value,
  whose: string,
  onAnswer?: (value: Value) => void,
): Value {
  const [got, setGot] = useState({ first, value: first });
  const told = useRef(onAnswer);
  told.current = onAnswer;
  // the page came anew
  if (got.first !== first) setGot({ first, value: first });
  useEffect(() => {
    if (route === null) return;
    const request = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      if (document.visibilityState === "hidden") return;
      try {
        const response = await fetch(route, { signal: request.signal });
        // another frame, or none: the page says so when it is loaded again
        if (!response.ok || response.headers.get(whoseHeader) !== whose) return;
        // our own route's answer
        const value = (await response.json()) as Value;
        if (request.signal.aborted) return;
        setGot((before) => ({ ...before, value }));
        told.current?.(value);
      } catch (error) {
        // without a connection we ask on
        if (request.signal.aborted || !(error instanceof TypeError)) return;
      }
      timer = setTimeout(ask, everyMs);
    };
    const wake = () => {
      clearTimeout(timer);
      timer = setTimeout(ask, document.visibilityState === "hidden" ? everyMs : 0);
    };
    timer = setTimeout(ask, everyMs);
    document.addEventListener("visibilitychange", wake);
    return () => {
      clearTimeout(timer);
      request.abort();
      document.removeEventListener("visibilitychange", wake);
    };
  }, [route, whose]);
  return got.value;
}

const everyMs = 1_000;
