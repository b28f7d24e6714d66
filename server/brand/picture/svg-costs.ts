import { Undrawable } from "./problems";
import type { SvgElement } from "./svg-tree";

/** What an element costs to draw, by kind. */
export type Costs = Readonly<
  Record<"elements" | "segments" | "filters" | "layers" | "characters" | "nested", number>
>;

/** A path of more points crosses itself too often to draw in time: the crossings grow with their square. */
const mostPointsOfPath = 4_000;

/** What an element costs by itself, without its content and its references. @throws Undrawable */
export function costOf(element: SvgElement): Costs {
  const { name, attributes } = element;
  const segments = pointsOf(element);
  if (segments > mostPointsOfPath) throw new Undrawable("picture_complex");
  const styled = `${attributes.filter ?? ""} ${attributes.style ?? ""}`;
  const isFilter = /^fe[A-Z]/.test(name);
  if (isFilter) demandModest(attributes);
  return {
    elements: 1,
    segments,
    filters: Number(isFilter) + (styled.match(/\b(?:blur|drop-shadow)\s*\(/gi)?.length ?? 0),
    layers: Number(["mask", "pattern", "clipPath", "filter", "marker"].includes(name)),
    characters: element.characters,
    nested: Number(name === "svg"),
  };
}

export function plus(one: Costs, other: Costs): Costs {
  return combined((what) => one[what] + other[what]);
}

export function times(costs: Costs, often: number): Costs {
  return combined((what) => costs[what] * often);
}

function combined(of: (what: keyof Costs) => number): Costs {
  return {
    elements: of("elements"),
    segments: of("segments"),
    filters: of("filters"),
    layers: of("layers"),
    characters: of("characters"),
    nested: of("nested"),
  };
}

const numbers = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi;

/** How many points a path or polygon has, including the control points of curves. */
export function pointsOf({ attributes: { d = "", points = "" } }: SvgElement): number {
  let count = 0;
  for (const _number of `${d} ${points}`.matchAll(numbers)) count += 1;
  // V and H have one number for each point
  const single = d.match(/[vhz]/gi)?.length ?? 0;
  return Math.ceil(count / 2) + single;
}

/** The parameters of a filter that multiply its work. */
const mostOf = { numOctaves: 6, stdDeviation: 250, radius: 50, order: 9 } as const;

/** @throws Undrawable */
function demandModest(attributes: Readonly<Record<string, string>>): void {
  for (const [name, most] of Object.entries(mostOf)) {
    for (const [number] of (attributes[name] ?? "").matchAll(numbers))
      if (Number(number) > most) throw new Undrawable("picture_complex");
  }
}
