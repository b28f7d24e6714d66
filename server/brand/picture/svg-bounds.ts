import { Undrawable } from "./problems";
import { type Costs, costOf, plus, times } from "./svg-costs";
import { referencesOf } from "./svg-references";
import { referencesByRule } from "./svg-rules";
import type { SvgElement, SvgTree } from "./svg-tree";

/** The most that we draw of each kind, counting every repetition. */
const most: Costs = {
  elements: 20_000,
  segments: 20_000,
  filters: 40,
  layers: 400,
  characters: 5_000,
  nested: 40,
};

/** How long a chain of references may be: a copy of a copy, a pattern filled with a pattern. */
const longestChain = 6;

type Measured = { readonly costs: Costs; readonly chain: number };

/**
 * Checks that we can draw an SVG in the time a logo takes. Counts the drawing work beforehand, since each reference to
 * an element (`use`, pattern fills, masks, clips, markers, filters) draws it once more.
 * @throws Undrawable
 */
export function demandBounded({ root, all, style }: SvgTree): void {
  const byId = new Map(all.map((element) => [element.id, element]));
  const byRule = referencesByRule(style);
  // null while we measure it
  const known = new Map<SvgElement, Measured | null>();

  const measure = (element: SvgElement, links: number): Measured => {
    const before = known.get(element);
    if (before) return before;
    // it contains itself, or its chain is too long
    if (before === null || links > longestChain) throw new Undrawable("picture_complex");
    known.set(element, null);
    let { costs, chain }: Measured = { costs: costOf(element), chain: 0 };
    const add = (inner: Measured, often: number, link: number) => {
      costs = plus(costs, times(inner.costs, often));
      chain = Math.max(chain, inner.chain + link);
      if (chain > longestChain || exceeds(costs)) throw new Undrawable("picture_complex");
    };
    for (const child of element.children) add(measure(child, links), 1, 0);
    for (const { id, times: often } of referencesOf(element)) {
      const target = byId.get(id);
      if (target) add(measure(target, links + 1), often, 1);
    }
    for (const { id, times: often } of byRule(element)) {
      const target = byId.get(id);
      // a rule for all elements also matches those inside its own pattern; do not follow it there
      if (target && known.get(target) !== null) add(measure(target, links + 1), often, 1);
    }
    const measured = { costs, chain };
    known.set(element, measured);
    return measured;
  };
  measure(root, 0);
}

function exceeds(costs: Costs): boolean {
  return Object.entries(most).some(([what, bound]) => costs[what as keyof Costs] > bound);
}
