import type { DecimalText } from "@/attributes/reading/decimal";
import type { Reason } from "../../record/refusal/reason";
import type { KeptRefusal } from "./kept-refusal";

/** Customers who would be refused for the same reason. */
export type RefusedGroup = {
  readonly why: KeptRefusal;
  readonly count: number;
  /** the first of them */
  readonly customers: readonly { readonly i_customer: number; readonly name: string }[];
  /** where whoever prepared the job could change that, with the customer's name; null: only others could; absent: not asked yet */
  readonly mend?: (NonNullable<Reason["mend"]> & { readonly name: string }) | null;
};

/** What an examination of a job has found so far. */
export type Figures = {
  /** since when they are so: the beginning of the examination, in ISO 8601 */
  readonly at: string;
  /** how many are selected */
  readonly total: number;
  /** `total` is reckoned, since they are many */
  readonly about: boolean;
  /** how many were examined, of at most `mostExamined` */
  readonly examined: number;
  /** the last of them */
  readonly last: number;
  readonly ended: boolean;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly groups: readonly RefusedGroup[];
  /** what it means for customers below those who would change, beside the selected; null: nothing */
  readonly below: Below | null;
  /** below whom we have counted */
  readonly counted: readonly Counted[];
  /** what the parents of the selected must give them */
  readonly funds: readonly NeededFunds[];
  /** what would be booked, in each currency, charges below zero */
  readonly booked: readonly Booked[];
};

/** So many further customers lose a right that they have now, or their log-ins and calls stop, too. */
export type Below = {
  readonly what: "rights" | "stopped";
  readonly count: number;
  /** we counted to `mostBelow`, or not below everybody who is selected */
  readonly more: boolean;
};

/** What the selected sub-customers of a parent need of its funds, in their currency. */
export type NeededFunds = {
  readonly i_customer: number;
  readonly name: string;
  readonly currency: string;
  /** of those who were examined, and reckoned for all */
  readonly needed: DecimalText;
  readonly reckoned: DecimalText;
  /** what the parent can still give; null: no limit */
  readonly can_give: DecimalText | null;
  readonly enough: boolean;
};

export type Booked = {
  readonly currency: string;
  /** of those who were examined, and reckoned for all */
  readonly amount: DecimalText;
  readonly reckoned: DecimalText;
};

/** A customer, and the bits of rights that everybody below it loses, as a code. */
export type Counted = readonly [i_customer: number, bits: number];

/** What everybody below a customer loses: rights, or all log-ins and calls. */
export type Loss = { readonly what: Below["what"]; readonly bits: number };

/** We count customers below to here. */
export const mostBelow = 10_000;

/** We examine so many customers before a job starts. */
export const mostExamined = 1_000;

const mostGroups = 20;
const namedInGroup = 3;

/** What became of one customer in an examination. */
export type Verdict = {
  readonly i_customer: number;
  readonly name: string;
  /** what it draws of its parent's funds; absent: nothing */
  readonly draw?: Draw;
  /** what everybody below it loses; absent: nothing */
  readonly loss?: Loss;
} & (
  | { readonly outcome: "changed" | "unchanged" }
  | { readonly outcome: "refused"; readonly why: KeptRefusal }
);

/** What would change in a sub-customer's funds, in millionths. */
export type Draw = {
  readonly parent: number;
  readonly currency: string;
  /** how far its share of its parent's funds rises, 0 or more */
  readonly raise: bigint;
  readonly booked: bigint;
};

/** Figures of nobody yet. @param at when the examination began */
export function noFigures(total: number, about: boolean, at = new Date().toISOString()): Figures {
  return {
    at,
    total,
    about,
    examined: 0,
    last: 0,
    ended: false,
    changed: 0,
    unchanged: 0,
    refused: 0,
    groups: [],
    below: null,
    counted: [],
    funds: [],
    booked: [],
  };
}

/** Adds what became of some customers, in the order of their ids. */
export function addVerdicts(figures: Figures, verdicts: readonly Verdict[]): Figures {
  const count = (outcome: Verdict["outcome"]) =>
    verdicts.filter((verdict) => verdict.outcome === outcome).length;
  return {
    ...figures,
    examined: figures.examined + verdicts.length,
    last: verdicts.at(-1)?.i_customer ?? figures.last,
    changed: figures.changed + count("changed"),
    unchanged: figures.unchanged + count("unchanged"),
    refused: figures.refused + count("refused"),
    groups: verdicts.reduce(withVerdict, figures.groups),
  };
}

function withVerdict(groups: readonly RefusedGroup[], verdict: Verdict): readonly RefusedGroup[] {
  if (verdict.outcome !== "refused") return groups;
  const { why, i_customer, name } = verdict;
  const isSame = ({ why: other }: RefusedGroup) =>
    other.key === why.key &&
    other.attribute === why.attribute &&
    other.values?.attributes === why.values?.attributes;
  const found = groups.find(isSame);
  if (!found)
    return groups.length < mostGroups
      ? [...groups, { why, count: 1, customers: [{ i_customer, name }] }]
      : groups;
  const customers =
    found.customers.length < namedInGroup ? [...found.customers, { i_customer, name }] : found.customers;
  return groups.map((group) => (group === found ? { ...group, count: group.count + 1, customers } : group));
}
