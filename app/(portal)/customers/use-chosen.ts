"use client";

import { type RefObject, useEffect, useLayoutEffect, useState } from "react";
import { type Chosen, mostChosen } from "../../web/jobs/chosen";

const nobody: ReadonlySet<number> = new Set();

/**
 * Whom somebody has chosen in a list. It lasts while the list turns its pages, and begins anew with other filters. The boxes
 * keep no state of their own: they show this, also those that a browser filled in before the script ran.
 * @param form holds the boxes, which are called `ids`
 * @param list names the list: its filters
 */
export function useChosen(form: RefObject<HTMLFormElement | null>, list: string) {
  const [{ chosen, of }, setState] = useState<{ readonly chosen: Chosen; readonly of: string }>({
    chosen: nobody,
    of: list,
  });
  const present = of === list ? chosen : nobody;
  const set = (next: Chosen) => setState({ chosen: next, of: list });

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for what was ticked before the script ran
  useEffect(() => {
    const ticked = boxesIn(form.current).filter((box) => box.checked);
    if (ticked.length > 0) set(new Set(ticked.map(idOf)));
  }, []);
  useLayoutEffect(() => {
    const boxes = boxesIn(form.current);
    for (const box of boxes) box.checked = present === "all" || present.has(idOf(box));
    const page = form.current?.querySelector<HTMLInputElement>("[data-all]");
    if (!page) return;
    const ticked = boxes.filter((box) => box.checked).length;
    page.checked = ticked > 0 && ticked === boxes.length;
    page.indeterminate = ticked > 0 && ticked < boxes.length;
  });

  /** Takes some of the page in or out. Of all that match, this leaves the page's others. */
  const put = (boxes: readonly HTMLInputElement[], isIn: boolean) => {
    const next = new Set(present === "all" ? boxesIn(form.current).map(idOf) : present);
    for (const id of boxes.map(idOf)) {
      if (!isIn) next.delete(id);
      else if (next.size < mostChosen) next.add(id);
    }
    set(next);
  };
  return { chosen: present, put, takeAll: () => set("all"), clear: () => set(nobody) };
}

/** The boxes of the rows that show. */
export function boxesIn(form: HTMLFormElement | null): HTMLInputElement[] {
  return [...(form?.querySelectorAll<HTMLInputElement>('input[name="ids"]') ?? [])];
}

function idOf(box: HTMLInputElement): number {
  return Number(box.value);
}
