import { type RefObject, useCallback, useLayoutEffect, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";

/** The height of every row in pixels, as in tree.css: on a phone the figures are on a second line, and a finger needs 44. */
const heights = [
  ["(max-width: 1023.9px)", 52],
  ["(pointer: coarse)", 44],
] as const;
const usualHeight = 36;

function heightHere(): number {
  return heights.find(([where]) => window.matchMedia(where).matches)?.[1] ?? usualHeight;
}

/** The height of the rows in this window; it follows the window. */
export function useRowHeight(): number {
  return useSyncExternalStore(followWindow, heightHere, () => usualHeight);
}

function followWindow(changed: () => void): () => void {
  const watched = heights.map(([where]) => window.matchMedia(where));
  for (const one of watched) one.addEventListener("change", changed);
  return () => {
    for (const one of watched) one.removeEventListener("change", changed);
  };
}

/** Rows that are drawn beyond each edge, so that a turn of the wheel meets no gap. */
const beyond = 8;
/** Rows come and go by so many at a time. */
const step = 4;

/** Rows from the first to before the last, counted from 0. */
type Sight = { readonly from: number; readonly to: number };

/**
 * Which rows of a box are in sight, or nearly; null: nothing has been measured yet.
 * @returns also how to look anew, for whoever scrolls and cannot wait for the event
 */
export function useSight(
  box: RefObject<HTMLElement | null>,
  rowHeight: number,
): readonly [sight: Sight | null, look: () => void] {
  const [sight, setSight] = useState<Sight | null>(null);
  const look = useCallback(() => {
    const { current } = box;
    if (!current) return;
    const first = Math.floor(current.scrollTop / rowHeight / step) * step;
    const count = Math.ceil(current.clientHeight / rowHeight / step) * step + step;
    const [from, to] = [Math.max(0, first - beyond), first + count + beyond];
    setSight((before) => (before?.from === from && before.to === to ? before : { from, to }));
  }, [box, rowHeight]);
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    // in the same frame, or it would show a gap
    const scrolled = () => flushSync(look);
    look();
    current.addEventListener("scroll", scrolled, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(current);
    return () => {
      current.removeEventListener("scroll", scrolled);
      resized.disconnect();
    };
  }, [box, look]);
  return [sight, look];
}
