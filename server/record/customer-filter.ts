import { feature } from "@/attributes/kinds/boolean";
import { largestInt, money, readInt } from "@/attributes/kinds/number";
import { codeReference } from "@/attributes/kinds/reference";
import { areas, maskOf } from "@/attributes/rights";
import { Prisma } from "../database/generated/client";
import { isInDictionary } from "../dictionaries/dictionaries";
import { byKind, noChoice, oneOf, readFilter } from "../input/read-parameter";
import type { EffectiveRights } from "../tree/rights";
import { type Node, within } from "../tree/tree";
import { type Attention, attentions, needsAttention } from "./attention";
import { isInState, readStoppingState, type StoppingState } from "./stopping";

/** The parameters of the filters, beside the search `q`. */
export const customerFilterNames = [
  "direct",
  "blocked",
  "i_tariff",
  "currency",
  "right",
  "needs",
  "owes",
  "min",
  "max",
] as const;

/** The filters of a list of customers, as its address holds them. */
export type CustomerFilter = {
  readonly direct: boolean;
  readonly currency: string | null;
  readonly right: (typeof areas)[number] | null;
  /** its parameter is `blocked`, see `stoppingStates` */
  readonly state: StoppingState | null;
  readonly needs: Attention | null;
  readonly i_tariff: number | null;
  /** they have owed for so many days at least */
  readonly owes: number | null;
  readonly min: string | null;
  readonly max: string | null;
  /** these alone; addresses cannot say that */
  readonly only: readonly number[] | null;
};

/**
 * The counts of customers that the portal shows as links, each with the query of the list it leads to. Both read it with
 * `readCustomerFilter`, so that the number and the list cannot differ.
 */
export const countedLists = {
  over: { needs: "over", direct: "1" },
  low: { needs: "low", direct: "1" },
  dormant: { needs: "dormant", direct: "1" },
  blocked: { blocked: "1" },
  below: {},
} as const satisfies Record<string, Readonly<Record<string, string>>>;

export type CountedList = keyof typeof countedLists;

/** The scope whose customers `c` we look at, with its lineage and effective rights. */
export type Looking = {
  readonly scope: Node;
  readonly lineage: readonly Node[];
  readonly rights: EffectiveRights;
  /** see `isInState` */
  readonly tops?: readonly string[] | null;
};

/** The condition that customer `c` belongs to a count. */
export function isCounted(what: CountedList, looking: Looking, way: "rows" | "index" = "rows"): Prisma.Sql {
  const filter = readCustomerFilter(countedLists[what]);
  return Prisma.join([inScope(filter, looking.scope), ...filterConditions(filter, looking, way)], " AND ");
}

/** The condition that customer `c` is below a scope, or directly below it. */
export function inScope({ direct }: Pick<CustomerFilter, "direct">, scope: Node): Prisma.Sql {
  return direct
    ? Prisma.sql`c.i_wholesaler = ${scope.i_customer}::int`
    : Prisma.sql`${within(Prisma.sql`c.path`, scope.path)} AND c.path <> ${scope.path}`;
}

/** The other conditions of a filter on customer `c`. @param way whether rows are tested, or found by indexes */
export function filterConditions(
  filter: CustomerFilter,
  { scope, lineage, rights, tops = null }: Looking,
  way: "rows" | "index" = "rows",
): Prisma.Sql[] {
  const all: Prisma.Sql[] = [];
  if (filter.currency) all.push(Prisma.sql`c.base_currency = ${filter.currency}`);
  if (filter.i_tariff !== null) all.push(Prisma.sql`c.i_tariff = ${filter.i_tariff}`);
  if (filter.right) all.push(Prisma.sql`c.${Prisma.raw(maskOf[filter.right])} > 0`);
  if (filter.min !== null) all.push(Prisma.sql`c.balance >= ${filter.min}::numeric`);
  if (filter.max !== null) all.push(Prisma.sql`c.balance <= ${filter.max}::numeric`);
  if (filter.owes !== null)
    all.push(Prisma.sql`c.owes_since <= now() - make_interval(days => ${filter.owes}::int)`);
  if (filter.needs) all.push(needsAttention(filter.needs, rights, way === "rows" ? null : scope));
  if (filter.only) all.push(Prisma.sql`c.i_customer = ANY (${[...filter.only]}::int[])`);
  if (filter.state) all.push(isInState(filter.state, lineage, tops));
  return all;
}

/**
 * Reads the filters of an address. If we ignored a bad one, the list would not be the one that the reader asked for.
 * @throws Refusal 400 naming the filter that it cannot read
 */
export function readCustomerFilter(raw: Readonly<Record<string, unknown>>): CustomerFilter {
  const needs = readFilter(raw, "needs", oneOf(attentions)) ?? null;
  const direct = readFilter(raw, "direct", byKind(feature())) ?? false;
  return {
    // which rights are dormant depends on the parent's rights, so we know it only of direct sub-customers
    direct: direct || needs === "dormant",
    currency: readFilter(raw, "currency", readCurrency) ?? null,
    right: readFilter(raw, "right", oneOf(areas)) ?? null,
    needs,
    state: readFilter(raw, "blocked", readStoppingState) ?? null,
    i_tariff: readFilter(raw, "i_tariff", (value) => readInt(value, 1, largestInt)) ?? null,
    owes: readFilter(raw, "owes", (value) => readInt(value, 0, mostDays)) ?? null,
    min: readFilter(raw, "min", signedMoney) ?? null,
    max: readFilter(raw, "max", signedMoney) ?? null,
    only: Array.isArray(raw.only) ? raw.only.map((id) => readInt(id, 1, largestInt)) : null,
  };
}

const mostDays = 36_500;
const signedMoney = byKind(money({ signed: true }));
const currencyCode = byKind(codeReference("currencies", "upper"));

function readCurrency(raw: unknown): string {
  const code = currencyCode(raw);
  if (isInDictionary("currencies", code)) return code;
  throw noChoice("must be a currency of ISO 4217", raw);
}

/** One text of an address; '' if it has none. */
export function filterText(raw: Readonly<Record<string, unknown>>, name: string): string {
  const value = raw[name];
  return typeof value === "string" ? value.normalize("NFC").slice(0, 200).trim() : "";
}
