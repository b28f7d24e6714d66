"use client";

import { type KeyboardEvent, type MouseEvent, useLayoutEffect, useRef, useState } from "react";
import type { TreeStep } from "@/server/customers/branch/find-in-tree";
import {
  type OpenBranch,
  openBranch,
  type Place,
  placeAt,
  type RowPlace,
  rowOf,
  withClosed,
  withOpen,
  withWindow,
} from "./open-rows";
import type { ShownBranch, ShownWindow } from "./shown-branch";
import { stepByKey } from "./step-by-key";
import { TreeRow, type TreeWords } from "./tree-row";
import { useRowHeight, useSight } from "./use-sight";
import { useWindows, windowOf } from "./use-windows";

type Props = {
  readonly root: number;
  readonly first: ShownWindow;
  /** how many children the server gives at once */
  readonly size: number;
  /** the way to the hit of a search, which the tree opens */
  readonly steps: readonly TreeStep[];
  readonly words: TreeWords;
};

/** How many rows the server draws: what is in sight at first, and a page to read before the script runs. */
const drawnAtFirst = 50;

/**
 * Shows the descendants as a tree of any size: the page contains only the rows in sight, which are fetched by windows, and
 * the scroll bar knows of all. By the pattern of WAI-ARIA for trees.
 */
export function CustomerTree({ root, first, size, steps, words }: Props) {
  const [tree, setTree] = useState(() => openBranch({ id: root, position: 0, children: first.children }));
  const [current, setCurrent] = useState<Place>({ parent: root, position: 0 });
  /** what the next drawing leads to: the current row, by a key, or the hit */
  const goal = useRef<"key" | "hit" | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const [sight, look] = useSight(box, rowHeight);
  const hit = steps.at(-1)?.i_customer;
  // until the hit of a search is in sight, nothing is worth a request
  const [isThere, setThere] = useState(hit === undefined);

  const [from, to] = [
    Math.min(sight?.from ?? 0, Math.max(0, tree.rows - 1)),
    Math.min(sight?.to ?? drawnAtFirst, tree.rows),
  ];
  const shown = Array.from({ length: Math.max(0, to - from) }, (_, index) => placeAt(tree, from + index));
  const kept = useWindows(
    [windowOf({ parent: root, position: 0 }, size), first],
    sight && isThere ? [...new Set(shown.map((place) => windowOf(place, size)))] : [],
    (parent, offset, { branches, children }) => {
      const ids = branches.map(({ id }) => id);
      setTree((before) => withWindow(before, parent, { offset, size, ids }, children));
    },
  );
  const branchAt = (place: Place): ShownBranch | undefined =>
    kept.get(windowOf(place, size))?.[place.position % size];

  useLayoutEffect(() => {
    const way = wayTo(root, first.children, steps);
    if (!way) return;
    setTree(way.tree);
    setCurrent(way.hit);
    goal.current = "hit";
  }, [root, first, steps]);

  const currentRow = Math.max(0, rowOf(tree, current));
  useLayoutEffect(() => {
    const { current: element } = box;
    if (!element || goal.current === null || !sight) return;
    const [top, height] = [currentRow * rowHeight, element.clientHeight];
    if (goal.current === "hit") {
      element.scrollTop = Math.max(0, top - (height - rowHeight) / 2);
      look();
      setThere(true);
    } else {
      element.querySelector<HTMLElement>(`[data-row="${currentRow}"]`)?.focus({ preventScroll: true });
      if (top < element.scrollTop) element.scrollTop = top;
      if (top + rowHeight > element.scrollTop + height) element.scrollTop = top + rowHeight - height;
    }
    goal.current = null;
  });

  const goTo = (row: number) => {
    setCurrent(placeAt(tree, row));
    goal.current = "key";
  };
  const toggle = (place: RowPlace) => {
    const branch = branchAt(place);
    if (place.isOpen) setTree((before) => withClosed(before, place));
    else if (branch && branch.children > 0) {
      const { id, children } = branch;
      setTree((before) =>
        withOpen(before, place.parent, openBranch({ id, position: place.position, children })),
      );
    }
  };
  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = stepByKey(event.key, tree, currentRow, pageOf(box.current, rowHeight));
    if (step === null) return;
    event.preventDefault();
    if (step === "toggle") toggle(placeAt(tree, currentRow));
    else if (step === "follow") linkIn(box.current?.querySelector(`[data-row="${currentRow}"]`))?.click();
    else goTo(step.row);
  };
  const click = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    const row = rowAround(target);
    if (!row) return;
    const place = placeAt(tree, Number(row.dataset.row));
    setCurrent(place);
    if (target?.closest(".tree-caret")) {
      toggle(place);
      goal.current = "key";
    } else if (!target?.closest("a")) linkIn(row)?.click();
  };

  const drawn = shown.map((place, index) => ({ place, row: from + index, away: null as number | null }));
  // the row with the focus stays in the page, in the order of rows, or the next key would be nobody's
  if (sight && tree.rows > 0 && (currentRow < from || currentRow >= to)) {
    const kept = { place: placeAt(tree, currentRow), row: currentRow, away: currentRow * rowHeight };
    if (currentRow < from) drawn.unshift(kept);
    else drawn.push(kept);
  }
  return (
    <div
      ref={box}
      role="tree"
      aria-label={words.title}
      data-part="tree"
      className="tree"
      onKeyDown={press}
      onClick={click}
      onFocus={({ target }) => {
        const row = rowAround(target);
        if (row) setCurrent(placeAt(tree, Number(row.dataset.row)));
      }}
    >
      <div
        role="presentation"
        className="tree-rows"
        style={sight ? { height: tree.rows * rowHeight, paddingTop: from * rowHeight } : undefined}
      >
        {drawn.map(({ place, row, away }) => {
          const branch = branchAt(place);
          return (
            <TreeRow
              key={`${place.parent}:${place.position}`}
              row={row}
              level={place.level}
              position={place.position}
              siblings={place.siblings}
              branch={branch}
              isOpen={place.isOpen}
              isHit={branch !== undefined && branch.id === hit}
              isLast={row === tree.rows - 1}
              isCurrent={row === currentRow}
              away={away}
              isScripted={sight !== null}
              words={words}
            />
          );
        })}
      </div>
    </div>
  );
}

/** The tree with the way to a customer open, and its place; null: there is none. */
function wayTo(
  root: number,
  children: number,
  steps: readonly TreeStep[],
): { readonly tree: OpenBranch; readonly hit: Place } | null {
  const last = steps.at(-1);
  if (!last) return null;
  const above = steps.slice(0, -1);
  const open = above.reduceRight<readonly OpenBranch[]>(
    (inside, step) => [openBranch({ id: step.i_customer, ...step }, inside)],
    [],
  );
  const hit = { parent: above.at(-1)?.i_customer ?? root, position: last.position };
  return { tree: openBranch({ id: root, position: 0, children }, open), hit };
}

function pageOf(box: HTMLElement | null, rowHeight: number): number {
  return Math.max(1, Math.floor((box?.clientHeight ?? 0) / rowHeight) - 1);
}

function rowAround(element: Element | null): HTMLElement | null {
  return element?.closest<HTMLElement>("[data-row]") ?? null;
}

function linkIn(row: Element | null | undefined): HTMLAnchorElement | null {
  return row?.querySelector("a") ?? null;
}
