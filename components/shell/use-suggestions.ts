"use client";

import { useEffect, useState } from "react";
import type { CustomerHit } from "./palette-data";
import { recentCustomers } from "./recent-customers";

/** What the server found, and for which text: while that differs from the typed text, the answer is on its way. */
export type Suggestions = {
  readonly q: string | null;
  readonly customers: readonly CustomerHit[];
  readonly failed: boolean;
};

/** Too short a pause for people to notice; typing on cancels the earlier question. */
const pauseInMs = 60;

/** Asks the server for the customers that match a text while people type; for no text, those they opened lately. */
export function useSuggestions(q: string, isAsked: boolean): Suggestions {
  const [answer, setAnswer] = useState<Suggestions>({ q: null, customers: [], failed: false });
  useEffect(() => {
    const recent = q === "" ? recentCustomers().join(",") : "";
    if (!isAsked || (q === "" && recent === "")) {
      setAnswer({ q, customers: [], failed: false });
      return;
    }
    const asked = new AbortController();
    const timer = setTimeout(
      async () => {
        const query = new URLSearchParams(q === "" ? { ids: recent } : { q });
        try {
          const response = await fetch(`/search?${query}`, { signal: asked.signal });
          if (!response.ok) throw new Error(`answered ${response.status}`);
          const { customers } = (await response.json()) as { customers: CustomerHit[] }; // our own route's answer
          if (!asked.signal.aborted) setAnswer({ q, customers, failed: false });
        } catch {
          if (!asked.signal.aborted) setAnswer({ q, customers: [], failed: true });
        }
      },
      q === "" ? 0 : pauseInMs,
    );
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [q, isAsked]);
  return answer;
}
