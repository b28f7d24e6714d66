import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { Place } from "./open-rows";
import type { ShownBranch, ShownWindow } from "./shown-branch";

/** The window that a child is in, by name. @param size how many children are fetched at once */
export function windowOf({ parent, position }: Place, size: number): string {
  return `${parent}:${position - (position % size)}`;
}

/** How many windows out of sight we keep. */
const keptAtMost = 24;

/** While people drag the scroll bar, windows come and go: we ask for those where they rest. */
const restMs = 80;
const retryMs = 2_000;

type Came = (parent: number, offset: number, window: ShownWindow) => void;

/**
 * Fetches windows of children that are in sight, and keeps some. A request for what went out of sight again is aborted.
 * @param first a window that is there from the start, and its name
 * @param inSight names of windows
 * @param came is told of each that came
 */
export function useWindows(
  [firstName, first]: readonly [name: string, window: ShownWindow],
  inSight: readonly string[],
  came: Came,
): ReadonlyMap<string, readonly ShownBranch[]> {
  const [kept, setKept] = useState<ReadonlyMap<string, readonly ShownBranch[]>>(
    () => new Map([[firstName, first.branches]]),
  );
  const [attempt, setAttempt] = useState(0);
  const asking = useRef(new Map<string, AbortController>());
  const changedAt = useRef(0);
  const lately = useRef(inSight);
  const router = useRouter();
  const missing = inSight.filter((name) => !kept.has(name)).join(" ");

  const ask = async (name: string) => {
    const request = new AbortController();
    asking.current.set(name, request);
    const [parent = 0, offset = 0] = name.split(":").map(Number);
    try {
      const window = await fetchWindow(parent, offset, request.signal);
      if (request.signal.aborted) return;
      if (!window) return router.refresh();
      setKept((before) => without(new Map(before).set(name, window.branches), new Set(lately.current)));
      came(parent, offset, window);
    } catch {
      // it is asked for again, unless it was we who gave it up
      if (!request.signal.aborted) setTimeout(() => setAttempt((before) => before + 1), retryMs);
    } finally {
      if (asking.current.get(name) === request) asking.current.delete(name);
    }
  };

  useEffect(() => {
    lately.current = inSight;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again only when something else is missing, or after a failure
  useEffect(() => {
    const wanted = missing === "" ? [] : missing.split(" ");
    for (const [name, request] of asking.current)
      if (!wanted.includes(name)) {
        request.abort();
        asking.current.delete(name);
      }
    if (wanted.length === 0) return;
    const now = performance.now();
    const isMoving = now - changedAt.current < restMs;
    changedAt.current = now;
    const askAll = () => {
      for (const name of wanted) if (!asking.current.has(name)) void ask(name);
    };
    if (!isMoving) return askAll();
    const timer = setTimeout(askAll, restMs);
    return () => clearTimeout(timer);
  }, [missing, attempt]);

  useEffect(() => {
    const all = asking.current;
    return () => {
      for (const request of all.values()) request.abort();
    };
  }, []);
  return kept;
}

/** Leaves out those that came first, except some. */
function without<Value>(windows: Map<string, Value>, except: ReadonlySet<string>): Map<string, Value> {
  for (const name of windows.keys()) {
    if (windows.size <= keptAtMost) break;
    if (!except.has(name)) windows.delete(name);
  }
  return windows;
}

/** @returns null: the log-in has ended, and reloading leads to the log-in page. @throws if there is no answer */
async function fetchWindow(
  i_customer: number,
  offset: number,
  signal: AbortSignal,
): Promise<ShownWindow | null> {
  const query = new URLSearchParams({ i_customer: String(i_customer), offset: String(offset) });
  const response = await fetch(`/tree/branch?${query}`, { signal });
  if (response.status === 401) return null;
  // somebody deleted it meanwhile
  if (response.status === 404) return { branches: [], children: 0 };
  if (!response.ok) throw new Error(`answered ${response.status}`);
  // our own route's answer
  return (await response.json()) as ShownWindow;
}
