"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import {
  Button,
  Collection,
  ListLayout,
  Tree,
  TreeItem,
  TreeItemContent,
  Virtualizer,
} from "react-aria-components";
import { Icon } from "@/components/ui/icon";
import { Badge } from "@/components/ui/page";
import type { Step } from "@/server/customers/find-path";
import type { ShownBranch, ShownBranches } from "./shown-branch";

/** The height of every row in pixels: on a phone the figures below stand on a second line, and a finger needs 44. */
const heights = [
  ["(max-width: 1023.9px)", 52],
  ["(pointer: coarse)", 44],
] as const;
const usualHeight = 36;

function heightHere(): number {
  return heights.find(([where]) => window.matchMedia(where).matches)?.[1] ?? usualHeight;
}

/** The height of the rows in this window; it follows the window. */
function useRowHeight(): number {
  return useSyncExternalStore(followWindow, heightHere, () => usualHeight);
}

function followWindow(changed: () => void): () => void {
  const watched = heights.map(([where]) => window.matchMedia(where));
  for (const one of watched) one.addEventListener("change", changed);
  return () => {
    for (const one of watched) one.removeEventListener("change", changed);
  };
}

type Words = Readonly<Record<"title" | "more" | "loading" | "open", string>>;

type Props = {
  readonly root: number;
  readonly first: ShownBranches;
  readonly lineage: readonly Step[];
  readonly words: Words;
};

/** A row of the tree: a customer, or the row that fetches more of its siblings. */
type Row = {
  readonly key: string;
  readonly branch: ShownBranch | null;
  readonly parent: number;
  readonly after: string | null;
};

/** Shows the descendants as a tree. It fetches a level when somebody opens it, and the page contains only visible rows. */
export function CustomerTree({ root, first, lineage, words }: Props) {
  const [pages, setPages] = useState<ReadonlyMap<number, ShownBranches>>(() => new Map([[root, first]]));
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [hit, setHit] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const rowHeight = useRowHeight();

  const fetchPage = async (i_customer: number, after: string | null): Promise<ShownBranches> => {
    const query = new URLSearchParams({ i_customer: String(i_customer), ...(after ? { after } : {}) });
    const response = await fetch(`/tree/branch?${query}`);
    // the log-in has ended; reloading leads to the log-in page
    if (response.status === 401) router.refresh();
    if (!response.ok) return { branches: [], next: null };
    return (await response.json()) as ShownBranches;
  };
  const load = async (i_customer: number, after: string | null) => {
    const page = await fetchPage(i_customer, after);
    setPages((before) => {
      const present = before.get(i_customer);
      const branches = after && present ? [...present.branches, ...page.branches] : page.branches;
      return new Map(before).set(i_customer, { branches, next: page.next });
    });
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: the way changes only with the page's address
  useEffect(() => {
    if (lineage.length === 0) return;
    let stale = false;
    // open level after level, and fetch pages of each until one contains the next step
    const openWay = async () => {
      let parent = root;
      const found = new Map<number, ShownBranches>();
      for (const step of lineage) {
        let page = parent === root ? first : await fetchPage(parent, null);
        while (page.next && !page.branches.some((branch) => branch.id === step.i_customer)) {
          const more = await fetchPage(parent, page.next);
          page = { branches: [...page.branches, ...more.branches], next: more.next };
        }
        found.set(parent, page);
        parent = step.i_customer;
      }
      if (stale) return;
      setPages((before) => new Map([...before, ...found]));
      setOpen(new Set(lineage.slice(0, -1).map((step) => String(step.i_customer))));
      setHit(String(lineage.at(-1)?.i_customer));
    };
    void openWay();
    return () => {
      stale = true;
    };
  }, [lineage]);

  const rowsOf = (parent: number): Row[] => {
    const page = pages.get(parent);
    // a branch that nobody has opened gets a placeholder row, so that the arrow key has something to open
    if (!page) return [{ key: `wait-${parent}`, branch: null, parent, after: null }];
    const rows = page.branches.map((branch) => ({
      key: String(branch.id),
      branch,
      parent,
      after: null,
    }));
    return page.next ? [...rows, { key: `more-${parent}`, branch: null, parent, after: page.next }] : rows;
  };

  /** The visible rows from top to bottom, without those in closed branches. */
  const shownBelow = (parent: number): string[] =>
    rowsOf(parent).flatMap(({ key, branch }) => [
      key,
      ...(branch?.opens && open.has(key) ? shownBelow(branch.id) : []),
    ]);
  const last = shownBelow(root).at(-1);
  // rows out of sight are not in the page, so scroll people who searched to their hit
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once per hit, after its way is open
  useEffect(() => {
    const at = hit === null ? -1 : shownBelow(root).indexOf(hit);
    if (at < 0 || !box.current) return;
    box.current.scrollTop = Math.max(0, at * rowHeight - box.current.clientHeight / 2);
  }, [hit]);

  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight }}>
      <Tree
        ref={box}
        aria-label={words.title}
        data-part="tree"
        className="tree"
        items={rowsOf(root)}
        expandedKeys={open}
        onExpandedChange={(keys) => {
          const next = new Set([...keys].map(String));
          for (const key of next) if (!open.has(key) && !pages.has(Number(key))) void load(Number(key), null);
          setOpen(next);
        }}
        onAction={(key) => {
          const id = String(key);
          if (id.startsWith("wait-")) return;
          if (!id.startsWith("more-")) return router.push(`/customers/${id}`);
          const parent = Number(id.slice(5));
          return void load(parent, pages.get(parent)?.next ?? null);
        }}
      >
        {function render(row: Row) {
          return (
            <TreeRow
              key={row.key}
              row={row}
              isHit={row.key === hit}
              isLast={row.key === last}
              rowsOf={rowsOf}
              render={render}
              words={words}
            />
          );
        }}
      </Tree>
    </Virtualizer>
  );
}

type RowProps = {
  readonly row: Row;
  readonly isHit: boolean;
  /** that no row is below it */
  readonly isLast: boolean;
  readonly rowsOf: (parent: number) => Row[];
  readonly render: (row: Row) => React.ReactElement;
  readonly words: Words;
};

function TreeRow({ row, isHit, isLast, rowsOf, render, words }: RowProps) {
  const { branch } = row;
  if (!branch) {
    const text = row.after ? words.more : words.loading;
    return (
      <TreeItem id={row.key} textValue={text} className={`tree-row ${isLast ? "last" : ""}`}>
        <TreeItemContent>
          <div className="tree-line">
            {row.after ? (
              <span className="tree-more">{text}</span>
            ) : (
              <span className="waiting-bar" role="img" aria-label={text} />
            )}
          </div>
        </TreeItemContent>
      </TreeItem>
    );
  }
  return (
    <TreeItem
      id={row.key}
      textValue={branch.name}
      hasChildItems={branch.opens}
      className={`tree-row ${isHit ? "hit" : ""} ${isLast ? "last" : ""}`}
    >
      <TreeItemContent>
        {({ hasChildItems, isExpanded }) => (
          <div className="tree-line">
            {hasChildItems ? (
              <Button slot="chevron" aria-label={words.open} className="tree-caret">
                <Icon name="chevron-right" className={isExpanded ? "rotate-90" : ""} />
              </Button>
            ) : null}
            <span className="tree-name">
              <span title={branch.name}>{branch.name}</span>
              {branch.stopped ? (
                <span title={branch.stopped.why}>
                  <Badge tone="danger">{branch.stopped.word}</Badge>
                </span>
              ) : null}
            </span>
            {/* where there is a heading, it says what the number is */}
            <span className="tree-below">
              <span className="lg:hidden">{branch.below_words}</span>
              <span className="max-lg:hidden">{branch.below}</span>
            </span>
            <span className="tree-sums">
              {branch.sums.map(([amount, negative], index) => (
                <span key={amount} className={negative ? "text-danger" : index > 0 ? "text-muted" : ""}>
                  {index > 0 ? " · " : ""}
                  {amount}
                </span>
              ))}
            </span>
          </div>
        )}
      </TreeItemContent>
      <Collection items={branch.opens ? rowsOf(branch.id) : []}>{render}</Collection>
    </TreeItem>
  );
}
