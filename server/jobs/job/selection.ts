import { Unreadable } from "@/attributes/kinds/kind";
import { largestInt, readInt } from "@/attributes/kinds/number";
import { text } from "@/attributes/kinds/text";
import { DecimalLiteral } from "@/attributes/reading/decimal";
import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";
import { plannedAnew } from "../../database/statement-names";
import { Refusal } from "../../ground/refusal";
import { byKind, readOptional, readRequired } from "../../input/read-parameter";
import type { Raw } from "../../operation/needs";
import {
  type CustomerFilter,
  customerFilterNames,
  filterConditions,
  inScope,
  readCustomerFilter,
} from "../../record/customer-filter";
import { readSought, searchCondition } from "../../record/search-condition";
import { findPlace } from "../../record/search-path";
import { findStoppingTops, stoppingStates } from "../../record/stopping";
import { effectiveRights } from "../../tree/rights";
import { type Node, within } from "../../tree/tree";
import { leftToUndo } from "../acts/left-to-undo";

/** On which customers a job works: named ones, or all that pass the filters of a list, as its address holds them. */
export type Selection =
  | { readonly ids: readonly number[] }
  | { readonly filter: Readonly<Record<string, string>> }
  /** those whom a job changed, as far as nothing has put them back, for its undoing */
  | { readonly undoes: number };

/** A page of the list holds at most so many. Who wants more takes a filter. */
const mostIds = 1_000;

/**
 * Reads a selection: either ids, or a filter in which nothing is ignored, since whoever is left out of a filter would be changed,
 * too. An empty filter is everybody below. @throws Refusal 400
 */
export function readSelection(raw: Raw): Selection {
  const ids = raw.ids ?? undefined;
  const filter = raw.filter ?? undefined;
  if (ids === undefined && filter === undefined) throw nobody();
  if (ids !== undefined && filter !== undefined)
    throw malformed("filter", "Parameter filter cannot be given together with ids");
  return ids === undefined ? { filter: readFilter(filter) } : { ids: readIds(ids) };
}

function readIds(ids: unknown): number[] {
  if (!Array.isArray(ids)) throw malformed("ids", "Parameter ids must be an array");
  if (ids.length === 0) throw nobody();
  const read = new Set(
    ids.map((id) => readRequired({ ids: id }, "ids", (one) => readInt(one, 1, largestInt))),
  );
  if (read.size > mostIds)
    throw new Refusal(400, `Parameter ids must have at most ${mostIds} customers; use a filter`, "ids", {
      key: "too_many_selected",
      values: { max: mostIds },
    });
  return [...read].toSorted((one, other) => one - other);
}

/** Reads a filter as an address has it; programs give its members in types of their own. */
function readFilter(filter: unknown): Readonly<Record<string, string>> {
  if (typeof filter !== "object" || filter === null || Array.isArray(filter))
    throw malformed("filter", "Parameter filter must be a struct");
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(filter)) {
    if (!members.some((member) => member === name))
      throw malformed("filter", `Parameter filter must have no member ${name.slice(0, 60)}`);
    const spelling = textOf(value);
    if (spelling === null) throw malformed(name, `Parameter ${name} must be a string or a number`);
    if (spelling.trim() === "")
      throw new Refusal(400, `Parameter ${name} must not be empty; leave it out`, name, { key: "required" });
    texts[name] = spelling;
  }
  return spelt(readCustomerFilter(texts), readOptional(texts, "q", readSearch) ?? "");
}

const members = ["q", ...customerFilterNames] as const;

/** A value as an address has it; null: it is none. */
function textOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  // whole numbers come as doubles, too
  if (value instanceof DecimalLiteral) return value.text.replace(/\.0+$/, "");
  if (typeof value === "boolean") return value ? "1" : "0";
  return typeof value === "number" || typeof value === "bigint" ? String(value) : null;
}

/** Reads what is searched for. @throws Unreadable also where there is nothing in it that somebody could be found by */
function readSearch(raw: unknown): string {
  const q = words(raw);
  if (readSought(q).key === "")
    throw new Unreadable({ message: "has nothing that can be searched for", key: "required" });
  return q.trim();
}

const words = byKind(text({ max: 200 }));

/** A filter as the list's address spells it, which programs give in types of their own. */
function spelt(filter: CustomerFilter, q: string): Readonly<Record<string, string>> {
  const { direct, currency, right, state, needs, owes, i_tariff, min, max } = filter;
  // each of them, since a filter that is lost selects everybody
  const all: Readonly<Record<(typeof members)[number], string | null>> = {
    q: q || null,
    direct: direct ? "1" : null,
    blocked: state && stoppingStates[state],
    i_tariff: i_tariff === null ? null : String(i_tariff),
    currency,
    right,
    needs,
    owes: owes === null ? null : String(owes),
    min,
    max,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

function malformed(parameter: string, said: string): Refusal {
  return new Refusal(400, said, parameter, { key: "malformed" });
}

function nobody(): Refusal {
  return new Refusal(400, "Parameter ids or filter is required", "ids", { key: "nobody_selected" });
}

/** The condition that customer `c` is selected. The scope itself never is. */
export async function selected(
  db: Queries,
  selection: Selection,
  { scope, lineage }: { readonly scope: Node; readonly lineage: readonly Node[] },
): Promise<Prisma.Sql> {
  if ("ids" in selection)
    return Prisma.sql`c.i_customer = ANY (${[...selection.ids]}::int[]) AND ${within(Prisma.sql`c.path`, scope.path)}
      AND c.i_customer <> ${scope.i_customer}`;
  if ("undoes" in selection)
    return Prisma.sql`EXISTS (SELECT FROM job_rows r
      WHERE ${leftToUndo(selection.undoes)} AND r.i_customer = c.i_customer)`;
  const filter = readCustomerFilter(selection.filter);
  const sought = readSought(selection.filter.q ?? "");
  const place = await findPlace(db, sought.path, scope);
  const tops = filter.state === "stopped_above" ? await findStoppingTops(db, scope) : null;
  const looking = { scope, lineage, rights: effectiveRights(lineage), tops };
  const all = [inScope(filter, scope), ...filterConditions(filter, looking)];
  if (sought.key !== "") all.push(searchCondition(sought, place));
  return Prisma.join(all, " AND ");
}

/** The next of the selected customers, in the order of their ids. @param until nobody with a later id */
export async function nextSelected(
  db: Queries,
  condition: Prisma.Sql,
  { after, until, limit }: { readonly after: number; readonly until: number; readonly limit: number },
): Promise<{ readonly i_customer: number; readonly name: string }[]> {
  return await readRows(
    db,
    Prisma.sql`
    SELECT ${plannedAnew} c.i_customer, c.name FROM customers c
     WHERE c.i_customer > ${after} AND c.i_customer <= ${until} AND ${condition}
     ORDER BY c.i_customer LIMIT ${limit}::int`,
  );
}

/** How many are selected. */
export async function countSelected(db: Queries, condition: Prisma.Sql): Promise<number> {
  const [row] = await readRows<{ count: number }>(
    db,
    Prisma.sql`SELECT ${plannedAnew} count(*)::int AS count FROM customers c WHERE ${condition}`,
  );
  return row?.count ?? 0;
}
