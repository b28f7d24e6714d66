/** An open branch of the tree. It never changes: what opens, closes or comes makes another one. */
export type OpenBranch = {
  readonly id: number;
  /** among its siblings, from 0 */
  readonly position: number;
  readonly children: number;
  /** those of its children that are open, by position */
  readonly open: readonly OpenBranch[];
  /** how many rows are below it, with those below its open children */
  readonly rows: number;
};

/** Where a customer stands, whether we know it yet or not. */
export type Place = { readonly parent: number; readonly position: number };

/** What a row shows before we know its customer. */
export type RowPlace = Place & {
  readonly level: number;
  readonly siblings: number;
  readonly isOpen: boolean;
};

/** @param open by position */
export function openBranch(
  { id, position, children }: Pick<OpenBranch, "id" | "position" | "children">,
  open: readonly OpenBranch[] = [],
): OpenBranch {
  return { id, position, children, open, rows: open.reduce((sum, { rows }) => sum + rows, children) };
}

/**
 * What stands in a row, counted from 0, below the root, which has no row. It costs as much as there are open branches,
 * however many rows they have.
 */
export function placeAt(root: OpenBranch, row: number): RowPlace {
  let [branch, left, level] = [root, row, 1];
  for (;;) {
    // rows below the open children that are passed
    let passed = 0;
    let inside: OpenBranch | undefined;
    let isOpen = false;
    for (const child of branch.open) {
      const own = child.position + passed;
      isOpen = left === own;
      if (left <= own) break;
      if (left <= own + child.rows) {
        inside = child;
        left -= own + 1;
        break;
      }
      passed += child.rows;
    }
    if (!inside)
      return { parent: branch.id, position: left - passed, level, siblings: branch.children, isOpen };
    branch = inside;
    level += 1;
  }
}

/** The row of a place, counted from 0; -1: it is in no open branch. */
export function rowOf(branch: OpenBranch, place: Place): number {
  if (branch.id === place.parent) {
    if (place.position >= branch.children) return -1;
    const passed = branch.open.filter(({ position }) => position < place.position);
    return passed.reduce((sum, { rows }) => sum + rows, place.position);
  }
  let passed = 0;
  for (const child of branch.open) {
    const inside = rowOf(child, place);
    if (inside >= 0) return child.position + passed + 1 + inside;
    passed += child.rows;
  }
  return -1;
}

/** The place of an open branch; null: it is the root, or not open. */
export function placeOf(branch: OpenBranch, id: number): Place | null {
  for (const child of branch.open) {
    const found = child.id === id ? { parent: branch.id, position: child.position } : placeOf(child, id);
    if (found) return found;
  }
  return null;
}

/** Opens a child of a branch. */
export function withOpen(root: OpenBranch, parent: number, child: OpenBranch): OpenBranch {
  return changed(root, parent, (branch) =>
    openBranch(
      branch,
      [...branch.open.filter(({ position }) => position !== child.position), child].toSorted(byPosition),
    ),
  );
}

/** Closes what is open at a place, and all below it. */
export function withClosed(root: OpenBranch, { parent, position }: Place): OpenBranch {
  return changed(root, parent, (branch) =>
    openBranch(
      branch,
      branch.open.filter((child) => child.position !== position),
    ),
  );
}

/**
 * Takes up what a window says of a branch: how many children it has by now, and where those stand that are open. Those that
 * were there and are no longer close.
 */
export function withWindow(
  root: OpenBranch,
  parent: number,
  window: { readonly offset: number; readonly size: number; readonly ids: readonly number[] },
  children: number,
): OpenBranch {
  return changed(root, parent, (branch) => {
    const open = branch.open.flatMap((child) => {
      const at = window.ids.indexOf(child.id);
      if (at >= 0) return { ...child, position: window.offset + at };
      const wasInside = child.position >= window.offset && child.position < window.offset + window.size;
      return wasInside || child.position >= children ? [] : child;
    });
    const isSame =
      children === branch.children &&
      open.every((child, index) => child.position === branch.open[index]?.position);
    if (isSame && open.length === branch.open.length) return branch;
    return openBranch({ ...branch, children }, open.toSorted(byPosition));
  });
}

/** @returns the same root if nothing changed */
function changed(branch: OpenBranch, id: number, change: (branch: OpenBranch) => OpenBranch): OpenBranch {
  if (branch.id === id) return change(branch);
  const open = branch.open.map((child) => changed(child, id, change));
  return open.every((child, index) => child === branch.open[index]) ? branch : openBranch(branch, open);
}

function byPosition(one: OpenBranch, other: OpenBranch): number {
  return one.position - other.position;
}
