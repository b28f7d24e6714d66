import { rootCustomer } from "@/server/tree/tree";
import { type Dice, diceOf, weighted } from "./dice";

/** Who is below whom, by id from 1, the root. Parents have smaller ids than their customers. */
export type Tree = {
  /** the largest id */
  readonly last: number;
  readonly parent: Int32Array;
  readonly depth: Uint8Array;
  readonly path: readonly string[];
  /** 1: it may have customers, though some have none */
  readonly isReseller: Uint8Array;
  /** the reseller with a tenth of all customers directly below it */
  readonly broadest: number;
};

export const deepest = 12;

/** The share of customers directly below the broadest reseller, and that of resellers among all others. */
const broad = 0.1;
const resellers = 0.035;

/**
 * Plans a tree: some hundred first-level resellers of very different sizes (Zipf), below them resellers of up to twelve
 * levels and mostly customers without any.
 */
export function planTree(customers: number, seed: number): Tree {
  const last = customers + 1;
  const tree = {
    last,
    parent: new Int32Array(last + 1),
    depth: new Uint8Array(last + 1),
    path: ["", `${rootCustomer}/`],
    isReseller: new Uint8Array(last + 1),
    broadest: 2,
  };
  tree.isReseller[rootCustomer] = 1;
  const dice = diceOf(seed, 1);
  const branches = Math.min(300, Math.max(6, Math.round(customers / 2_000)));
  const members: number[][] = [];
  const sizes: number[] = [];
  for (let branch = 0; branch < branches; branch += 1) {
    // a hundredth of the largest has a thousandth of what it has
    sizes.push((sizes.at(-1) ?? 0) + 1 / (branch + 1) ** 1.1);
    members.push([branch + 2]);
  }
  for (let id = 2; id <= last; id += 1) {
    const parent = id < branches + 2 ? rootCustomer : parentOf(dice, tree, members, sizes);
    tree.parent[id] = parent;
    tree.depth[id] = (tree.depth[parent] ?? 0) + 1;
    tree.path.push(`${tree.path[parent]}${id}/`);
    if (id < branches + 2) tree.isReseller[id] = 1;
  }
  return tree;

  function parentOf(dice: Dice, { parent: _parent, ...made }: Tree, groups: number[][], upTo: number[]) {
    if (dice() < broad) return made.broadest;
    // few customers are the root's own
    if (dice() < 0.0005) return rootCustomer;
    const group = groups[weighted(dice, upTo)] ?? [];
    const becomes = dice() < resellers;
    // a new reseller is often the youngest one's, which makes the tree deep
    const at = becomes && dice() < 0.4 ? group.length - 1 : Math.floor(dice() ** 1.6 * group.length);
    const chosen = group[at] ?? made.broadest;
    if (!becomes || (made.depth[chosen] ?? 0) + 1 >= deepest) return chosen;
    const id = made.path.length;
    made.isReseller[id] = 1;
    group.push(id);
    return chosen;
  }
}
