import { readAmount } from "@/attributes/reading/amount-entry";
import { millionths } from "@/attributes/reading/decimal";
import { type Action, type Area, actionsIn, areas, maskOf, maskWhere, sourceOf } from "@/attributes/rights";

/** The values of a form's fields by attribute: masks and switches as 0 to 7, nil as ''. */
export type FieldTexts = Readonly<Record<string, string>>;

/** What the parent effectively has, and what its limits still allow. */
export type Surroundings = {
  /** the parent's effective rights, flags and features */
  readonly rights: Readonly<Record<string, number>>;
  /** how many levels of customers may stand below the parent; null: no limit */
  readonly levels: number | null;
  /** the parent's limits in force; null: none */
  readonly max_sessions: number | null;
  readonly max_calls_per_second: number | null;
  /** the attributes that are features, in the order in which we list them */
  readonly features: readonly string[];
  /** the customer is new, and has no tariffs yet */
  readonly isNew: boolean;
};

/** We speak of sub-customers first. */
const told: readonly Area[] = ["customers", ...areas.filter((area) => area !== "customers")];

/** One thing that a customer will be able to do, or not; without words. */
export type Sentence =
  | { readonly key: "manage"; readonly areas: readonly Area[]; readonly verbs: readonly Action[] }
  | { readonly key: "levels" | "calls" | "rate"; readonly count: number }
  | { readonly key: "credit"; readonly amount: string }
  | { readonly key: "features" | "dormant"; readonly names: readonly string[] }
  | { readonly key: "no_manage"; readonly areas: readonly Area[] }
  | { readonly key: Plain };

export const plain = [
  "any_levels",
  "prepaid",
  "api",
  "api_mgmt",
  "routing",
  "own_tariff",
  "protected",
  "no_levels",
  "no_tariff",
  "no_api",
] as const;
type Plain = (typeof plain)[number];

/**
 * Says what a customer with these values can do and what it cannot, by the rights in force: its own AND its parent's. It
 * promises nothing that the parent lacks. Source: semantics, 'effective rights'.
 * @param locale the language in which people type numbers
 */
export function abilityOf(
  texts: FieldTexts,
  around: Surroundings,
  locale: string,
): { may: readonly Sentence[]; mayNot: readonly Sentence[] } {
  const given = (name: string) => Number(texts[name]) || 0;
  const held = (name: string) => given(name) & (around.rights[sourceOf(name)] ?? 0);
  const over = (area: Area) => held(maskOf[area]);
  const adds = (area: Area) => actionsIn(over(area)).includes("add");
  const below = levelsBelow(texts, around, locale);
  const mayAdd = adds("customers") && below !== 0;
  const noTariff = around.isNew && mayAdd && !adds("tariffs") && held("use_own_tariff") === 0;
  const dormant = Object.keys(around.rights).filter((name) => (given(name) & ~held(name)) !== 0);
  const unmanaged = told.filter((area) => over(area) === 0);
  const features = around.features.filter((name) => held(name) !== 0);
  return {
    may: [
      ...manage((area) => (area === "customers" && !mayAdd ? withoutAdding(over(area)) : over(area))),
      ...(mayAdd ? [below === null ? says("any_levels") : ({ key: "levels", count: below } as const)] : []),
      ...money(texts, locale),
      ...when(held("api_access"), says("api")),
      ...when(held("api_mgmt"), says("api_mgmt")),
      ...when(held("system_mgmt"), says("routing")),
      ...when(held("use_own_tariff"), says("own_tariff")),
      ...when(features.length, { key: "features", names: features }),
      ...limit("calls", count(texts.max_sessions, locale), around.max_sessions),
      ...limit("rate", count(texts.max_calls_per_second, locale), around.max_calls_per_second),
    ],
    mayNot: [
      ...when(adds("customers") && !mayAdd, says("no_levels")),
      ...when(noTariff, says("no_tariff")),
      ...when(unmanaged.length, { key: "no_manage", areas: unmanaged }),
      ...when(held("api_access") === 0, says("no_api")),
      ...when(given("overcommit_protection"), says("protected")),
      ...when(dormant.length, { key: "dormant", names: dormant }),
    ],
  };
}

function withoutAdding(mask: number): number {
  return maskWhere((action) => action !== "add" && actionsIn(mask).includes(action));
}

function levelsBelow(texts: FieldTexts, { levels }: Surroundings, locale: string): number | null {
  const own = count(texts.max_depth, locale);
  // the customer itself is one of the levels that the parent has left
  const left = levels === null ? null : Math.max(0, levels - 1);
  return least(own, left);
}

/** Puts areas with the same actions into one sentence. */
function manage(maskOver: (area: Area) => number): Sentence[] {
  const sentences = new Map<number, { key: "manage"; areas: Area[]; verbs: readonly Action[] }>();
  for (const area of told) {
    const mask = maskOver(area);
    if (mask === 0) continue;
    const said = sentences.get(mask) ?? { key: "manage", areas: [], verbs: actionsIn(mask) };
    said.areas.push(area);
    sentences.set(mask, said);
  }
  return [...sentences.values()];
}

function money({ credit_limit = "" }: FieldTexts, locale: string): Sentence[] {
  if (credit_limit.trim() === "") return [says("prepaid")];
  const amount = readAmount(credit_limit, locale);
  if (typeof amount !== "string") return [];
  return millionths(amount) > 0n ? [{ key: "credit", amount }] : [says("prepaid")];
}

function limit(key: "calls" | "rate", own: number | null, above: number | null): Sentence[] {
  const most = least(own, above);
  return most === null ? [] : [{ key, count: most }];
}

/** The number in a field; null if it is empty or not a number. */
function count(text: string | undefined, locale: string): number | null {
  const number = Number(readAmount(text ?? "", locale, { sort: "number" }));
  return number >= 0 ? number : null;
}

function least(one: number | null, other: number | null): number | null {
  return one === null ? other : other === null ? one : Math.min(one, other);
}

function says(key: Plain): Sentence {
  return { key };
}

function when(condition: unknown, sentence: Sentence): Sentence[] {
  return condition ? [sentence] : [];
}
