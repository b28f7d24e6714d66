import { memo } from "react";
import { Icon } from "@/components/ui/icon";
import { Badge } from "@/components/ui/page";
import type { ShownBranch } from "./shown-branch";

export type TreeWords = Readonly<Record<"title" | "loading" | "open" | "close", string>>;

type Props = {
  /** counted from 0 over the whole tree */
  readonly row: number;
  readonly level: number;
  /** among its siblings, from 0 */
  readonly position: number;
  readonly siblings: number;
  /** undefined: it is on its way */
  readonly branch: ShownBranch | undefined;
  readonly isOpen: boolean;
  readonly isHit: boolean;
  /** that no row is below it */
  readonly isLast: boolean;
  /** the one row that the Tab key leads to */
  readonly isCurrent: boolean;
  /** where it is in pixels, if it is kept out of sight because it has the focus */
  readonly away: number | null;
  /** before the page's script runs, the Tab key leads to the names themselves */
  readonly isScripted: boolean;
  readonly words: TreeWords;
};

/** A customer as a row of the tree. Its keys and clicks are the tree's. */
export const TreeRow = memo(function TreeRow(props: Props) {
  const { row, level, position, siblings, branch, isOpen, isHit, isLast, isCurrent, away, words } = props;
  const opens = branch !== undefined && branch.children > 0;
  const marks = [isHit && "hit", isLast && "last", away !== null && "away"].filter(Boolean).join(" ");
  return (
    <div
      role="treeitem"
      aria-label={branch ? undefined : words.loading}
      aria-labelledby={branch ? `tree-${branch.id}` : undefined}
      aria-busy={branch ? undefined : true}
      aria-level={level}
      aria-setsize={siblings}
      aria-posinset={position + 1}
      aria-expanded={opens ? isOpen : undefined}
      aria-selected={isHit ? true : undefined}
      tabIndex={isCurrent && props.isScripted ? 0 : -1}
      data-row={row}
      className={`tree-row ${marks}`}
      style={away === null ? undefined : { top: away }}
    >
      <div className="tree-line" style={level > 1 ? levelOf(level) : undefined}>
        {opens ? (
          <button
            type="button"
            tabIndex={-1}
            aria-label={isOpen ? words.close : words.open}
            className="tree-caret"
          >
            <Icon name="chevron-right" className={isOpen ? "rotate-90" : ""} />
          </button>
        ) : null}
        {branch ? (
          <Figures branch={branch} isScripted={props.isScripted} />
        ) : (
          <span className="waiting-bar" aria-hidden />
        )}
      </div>
    </div>
  );
});

function Figures({ branch, isScripted }: { readonly branch: ShownBranch; readonly isScripted: boolean }) {
  return (
    // what a screen reader calls the row, without its button
    <span id={`tree-${branch.id}`} className="contents">
      <span className="tree-name">
        <a href={`/customers/${branch.id}`} tabIndex={isScripted ? -1 : undefined} title={branch.name}>
          {branch.name}
        </a>
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
    </span>
  );
}

function levelOf(level: number): React.CSSProperties {
  // React's type knows no properties of our own
  return { "--level": level } as React.CSSProperties;
}
