import { customerAttributes } from "@/attributes/customer";
import { type ContactColumn, contactColumns } from "@/attributes/lists";
import type { Queries } from "../database/client";
import { isNamed } from "../database/find-by-key";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { keysetPage, readCursor } from "../input/cursor";
import { byKind, readFilter } from "../input/read-parameter";
import { operation } from "../operation/operation";
import {
  type CustomerFilter,
  filterConditions,
  filterText,
  inScope,
  readCustomerFilter,
} from "../record/customer-filter";
import { type Matched, storedNumbers, withMatched } from "../record/matched-number";
import { readSought, searchCondition } from "../record/search-condition";
import { findPlace } from "../record/search-path";
import { findStoppingTops, type Stopping, stopping } from "../record/stopping";
import { findWholeCustomers, type WholeCustomer } from "../record/whole-customers";
import { branchOf, branchSums } from "../sums/read";
import { type Node, within } from "../tree/tree";
import { findHits } from "./find-hits";
import { type Sorting, sortedWhereDirect, sortingNames, sortings } from "./sortings";

/** A filter, with the order and the page of the list. */
type Asked = CustomerFilter & {
  readonly q: string;
  /** the exact name of the one that is looked for */
  readonly name: string | null;
  readonly sort: Sorting;
  readonly descending: boolean;
  readonly cursor: string | null;
  readonly limit: number;
  readonly counted: boolean;
  readonly whole: boolean;
};

export type FoundCustomer = Stopping &
  Matched & {
    readonly i_customer: number;
    readonly name: string;
    readonly web_login: string;
    readonly i_wholesaler: number;
    readonly parent_name: string;
    readonly balance: string;
    readonly credit_limit: string;
    readonly base_currency: string;
    readonly created_at: Date;
  } & {
    /** contact data: null below the direct level. Source: semantics, 'The tree' */
    readonly [Name in (typeof contactColumns)[ContactColumn]]: string | null;
  } & {
    /** all that comes out of a direct sub-customer of the reader's, where the caller asked for it */
    readonly whole?: WholeCustomer;
  };

export type FoundCustomers = {
  readonly customers: FoundCustomer[];
  /** how many there are; 0 if the caller did not want a count */
  readonly total: number;
  /** there are many, and `total` is reckoned */
  readonly about: boolean;
  readonly next: string | null;
  readonly previous: string | null;
};

/**
 * Finds, filters and sorts descendants of the scope. Pages by keyset, so the last page costs what the first does. Two to
 * five statements, see `findHits`, one before them if the text can be a place in the tree, and two after them for `whole`.
 */
export const findCustomers = operation({
  name: "findCustomers",
  input: readAsked,
  needs: { about: "scope", right: null, acts: ["read"], scope: "i_wholesaler" },
  effect: "reads",
  stale: "allowed",
  async run({ db, actor, scope, lineage, rights, input: asked }): Promise<FoundCustomers> {
    const input = asked.name === null ? asked : { ...asked, only: await findNamed(db, scope, asked.name) };
    const sought = readSought(input.q);
    const place = await findPlace(db, sought.path, scope);
    // direct means direct to the reader, whichever scope they look in
    const reader = actor.i_customer;
    const mayOrder = !sortedWhereDirect.includes(input.sort) || (input.direct && scope.i_customer === reader);
    // within one currency the order is that of ids, which more indexes have
    const sort = !mayOrder ? "name" : input.sort === "currency" && input.currency ? "id" : input.sort;
    const cursor = readCursor(input.cursor, sortings[sort].as);
    const backwards = cursor?.backwards ?? false;
    const tops = input.state === "stopped_above" ? await findStoppingTops(db, scope) : null;
    const looking = { scope, lineage, rights, tops };
    const { hits, total, about } = await findHits(db, {
      scope: inScope(input, scope),
      direct: input.direct,
      size: keptSum(input.direct ? "direct" : "customers", scope, null),
      known: sought.key === "" ? knownSum(input, scope) : null,
      filters: {
        rows: filterConditions(input, looking, "rows"),
        index: filterConditions(input, looking, "index"),
      },
      search:
        sought.key === ""
          ? null
          : {
              rows: searchCondition(sought, place, "rows"),
              index: searchCondition(sought, place, "index"),
            },
      bounds: boundsOf(sort, input, scope),
      walksScope: walksScope(sort, input),
      sort,
      descending: input.descending !== backwards,
      cursor,
      rows: input.limit + 1,
      counted: input.counted,
    });
    const ids = hits.map(({ i_customer }) => i_customer);
    const found =
      ids.length === 0
        ? []
        : await readRows<Row>(
            db,
            Prisma.sql`
        SELECT c.i_customer, c.name, w.login AS web_login, c.i_wholesaler, p.name AS parent_name,
               c.balance::text, c.credit_limit::text, c.base_currency, c.created_at,
               ${stopping(actor, lineage)}, ${storedNumbers},
               ${Prisma.join(Object.values(contactColumns).map((name) => ifDirect(name, reader)))}
          FROM customers c
          JOIN customers p ON p.i_customer = c.i_wholesaler
          JOIN web_users w ON w.i_customer = c.i_customer AND w.default_user
         WHERE c.i_customer = ANY (${ids}::int[])`,
          );
    const byId = new Map(found.map((row) => [row.i_customer, row]));
    // somebody may have deleted one since
    const rows = hits.flatMap(({ i_customer, place: sorted_by }) => {
      const row = byId.get(i_customer);
      return row ? [{ ...row, sorted_by }] : [];
    });
    const { limit } = input;
    const page = keysetPage(
      rows,
      { cursor, limit },
      ({ sorted_by, i_customer }) => [sorted_by, i_customer],
      hits.length > limit,
    );
    const direct = page.rows.filter(({ i_wholesaler }) => i_wholesaler === reader);
    const whole = input.whole
      ? await findWholeCustomers(
          db,
          direct.map(({ i_customer }) => i_customer),
        )
      : null;
    return {
      customers: page.rows.map(({ sorted_by: _key, ...row }) => {
        const told = whole?.get(row.i_customer);
        return { ...withMatched(row, sought, reader), ...(told ? { whole: told } : {}) };
      }),
      total,
      about,
      next: page.next,
      previous: page.previous,
    };
  },
});

/** Whoever has a name below a scope: one at most, as names hold for the same where they look the same. */
async function findNamed(db: Queries, scope: Node, name: string): Promise<number[]> {
  const rows = await readRows<{ i_customer: number }>(
    db,
    Prisma.sql`
      SELECT c.i_customer FROM customers c
       WHERE ${isNamed(name, (x) => within(Prisma.sql`${x}.path`, scope.path))}`,
  );
  return rows.map(({ i_customer }) => i_customer);
}

type Row = Omit<FoundCustomer, "matched"> & { readonly stored_numbers: string[] };

/** How many pass a filter, if the sums over branches know. */
function knownSum(filter: CustomerFilter, scope: Node): Prisma.Sql | null {
  const { direct, currency, state, needs, ...others } = filter;
  // of any other filter the sums know nothing
  if (Object.values(others).some((value) => value !== null)) return null;
  if (state === null && needs === null) return keptSum(direct ? "direct" : "customers", scope, currency);
  if (state === "blocked" && needs === null && !direct) return keptSum("blocked", scope, currency);
  if (state === null && (needs === "over" || needs === "low") && direct)
    return keptSum(needs, scope, currency);
  return null;
}

/** @param currency null: in any */
function keptSum(
  figure: "customers" | "direct" | "blocked" | "over" | "low",
  scope: Node,
  currency: string | null,
): Prisma.Sql {
  const those = currency === null ? Prisma.empty : Prisma.sql`WHERE k.currency = ${currency}`;
  return Prisma.sql`(SELECT coalesce(sum(k.${Prisma.raw(figure)}), 0)::int FROM ${branchSums(...branchOf(scope))} AS k ${those})`;
}

/** Whether an index holds the scope in the order of a sorting. */
function walksScope(sort: Sorting, { direct }: CustomerFilter): boolean {
  return (
    direct && (["id", "name", "currency", "available"].includes(sort) || sortedWhereDirect.includes(sort))
  );
}

/** What of a filter the index of a sorting can begin and end with. */
function boundsOf(sort: Sorting, filter: CustomerFilter, scope: Node): Prisma.Sql[] {
  const { min, max, needs } = filter;
  const all: Prisma.Sql[] = [];
  if (walksScope(sort, filter)) all.push(Prisma.sql`c.i_wholesaler = ${scope.i_customer}`);
  else if (sort === "currency") {
    // only those that are there: the walk would pass by all the tree's customers in others
    const there = (end: "min" | "max") => Prisma.sql`(
      SELECT ${Prisma.raw(end)}(k.currency)::bpchar FROM ${branchSums(...branchOf(scope))} AS k WHERE k.customers > 0)`;
    all.push(Prisma.sql`c.base_currency BETWEEN ${there("min")} AND ${there("max")}`);
  }
  if (sort === "balance" && min !== null) all.push(Prisma.sql`c.balance >= ${min}::numeric`);
  if (sort === "balance" && max !== null) all.push(Prisma.sql`c.balance <= ${max}::numeric`);
  // a credit limit is no less than 0
  if (sort === "available" && min !== null)
    all.push(Prisma.sql`(c.balance + c.credit_limit) >= ${min}::numeric`);
  if (sort === "available" && needs === "over") all.push(Prisma.sql`(c.balance + c.credit_limit) < 0`);
  if (sort === "available" && needs === "low") all.push(Prisma.sql`(c.balance + c.credit_limit) >= 0`);
  return all;
}

function ifDirect(column: string, reader: number): Prisma.Sql {
  const name = Prisma.raw(column);
  return Prisma.sql`CASE WHEN c.i_wholesaler = ${reader} THEN c.${name} END AS ${name}`;
}

/** Reads an address. Ignores what it cannot read, so old links still open. */
function readAsked(raw: Readonly<Record<string, unknown>>): Asked {
  const limit = Number(raw.limit ?? 50);
  // addresses hold text, so only our own code passes a number and may ask for more
  const most = typeof raw.limit === "number" ? 1_000 : 200;
  return {
    ...readCustomerFilter(raw),
    q: filterText(raw, "q"),
    name: readFilter(raw, "name", byKind(customerAttributes.name.kind)) ?? null,
    sort: sortingNames.find((name) => name === filterText(raw, "sort")) ?? "name",
    descending: filterText(raw, "order") === "desc",
    // not cut: a cursor holds a whole name
    cursor: typeof raw.after === "string" ? raw.after : null,
    limit: Number.isInteger(limit) && limit > 0 && limit <= most ? limit : 50,
    counted: raw.counted !== false,
    whole: raw.whole === true,
  };
}
