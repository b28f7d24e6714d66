import { Undrawable } from "./problems";
import { type Costs, costOf, plus, times } from "./svg-costs";
import { referencesOf } from "./svg-references";
import { referencesByRule } from "./svg-rules";
import type { SvgElement, SvgTree } from "./svg-tree";

/** The most that is drawn of each, counted as often as it is drawn. */
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
 * Whether an SVG is drawn in the time that a logo takes. What is drawn is counted beforehand, since an element can be drawn many
 * times: whatever refers to it (`use`, fills with patterns, masks, clips, markers, filters) draws it once more.
 * @throws Undrawable
 */
export function demandBounded({ root, all, style }: SvgTree): void {
  const byId = new Map(all.map((element) => [element.id, element]));
  const byRule = referencesByRule(style);
  // null as long as it is being measured
  const known = new Map<SvgElement, Measured | null>();

  const measure = (element: SvgElement, links: number): Measured => {
    const before = known.get(element);
    if (before) return before;
    // it contains itself, or goes too far
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
      // a rule for all elements means those of its own pattern too, where it is not followed
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
