"use client";

import { useEffect, useState } from "react";
import type { CustomerHit } from "./palette-data";
import { recentCustomers } from "./recent-customers";

/** What was found, and for which text: as long as it is another than the typed one, the answer is on its way. */
export type Suggestions = {
  readonly q: string | null;
  readonly customers: readonly CustomerHit[];
  readonly failed: boolean;
};

/** A pause that is no pause for somebody who types; what is typed on cancels the question before. */
const pauseInMs = 60;

/** The customers for a text, asked of the server while it is typed; of nothing typed, those opened lately. */
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
