import { type ContactColumn, contactColumnNames, contactColumns, eachOf } from "@/attributes/lists";
import { Prisma } from "../database/generated/client";
import { plannedAnew } from "../database/statement-names";
import { mostCounted, readCursor, rowsBefore, writeCursor } from "../input/cursor";
import { decimalText, type StoredDecimal } from "../ledger/amount";
import { operation } from "../operation/operation";
import {
  type CustomerFilter,
  filterConditions,
  filterText,
  readCustomerFilter,
} from "../record/customer-filter";
import { type Matched, storedNumbers, withMatched } from "../record/matched-number";
import { readSought, searchCondition } from "../record/search-condition";
import { findPlace } from "../record/search-path";
import { type Stopping, stopping } from "../record/stopping";

/** The columns by which a list can be sorted, each with its expression and how its value is compared. */
const sortings = {
  id: { by: Prisma.sql`c.i_customer`, as: "int" },
  name: { by: Prisma.sql`c.name_order`, as: "text" },
  login: { by: Prisma.sql`w.login_order`, as: "text" },
  parent: { by: Prisma.sql`p.name_order`, as: "text" },
  balance: { by: Prisma.sql`c.balance`, as: "numeric" },
  credit_limit: { by: Prisma.sql`c.credit_limit`, as: "numeric" },
  available: { by: Prisma.sql`(c.balance + c.credit_limit)`, as: "numeric" },
  currency: { by: Prisma.sql`c.base_currency`, as: "text" },
  created: { by: Prisma.sql`c.created_at`, as: "timestamptz" },
  ...eachOf(contactColumnNames, (column) => ({ by: Prisma.raw(`c."${column}_order"`), as: "text" })),
} as const;

/** Sorting deeper customers by contact data would reveal what the list hides, so only lists of direct ones can. */
export const sortedWhereDirect: readonly string[] = contactColumnNames;

export type Sorting = keyof typeof sortings;
export const sortingNames = Object.keys(sortings) as readonly Sorting[];

/** A filter, with the order and the page of the list. */
type Asked = CustomerFilter & {
  readonly q: string;
  readonly sort: Sorting;
  readonly descending: boolean;
  readonly cursor: string | null;
  readonly limit: number;
  readonly counted: boolean;
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
  };

export type FoundCustomers = {
  readonly customers: FoundCustomer[];
  /** how many there are, counted up to 10,000; 0 if the caller did not want a count */
  readonly total: number;
  readonly next: string | null;
  readonly previous: string | null;
};

/**
 * Finds, filters and sorts descendants of the scope. Pages by keyset, so the last page costs what the first does. One
 * statement, and one before them if the text can be a place in the tree.
 */
export const findCustomers = operation({
  name: "findCustomers",
  input: readAsked,
  needs: { about: "scope", right: null, acts: ["read"], scope: "i_wholesaler" },
  effect: "reads",
  stale: "allowed",
  async run({ db, actor, scope, lineage, rights, input }): Promise<FoundCustomers> {
    const sought = readSought(input.q);
    const place = await findPlace(db, sought.path, scope);
    const searched = sought.key === "" ? [] : [searchCondition(sought, place)];
    const conditions = Prisma.join(
      [...filterConditions(input, { scope, lineage, rights }), ...searched],
      " AND ",
    );
    // direct means direct to the reader, whichever scope they look in
    const reader = actor.i_customer;
    const mayOrder = !sortedWhereDirect.includes(input.sort) || (input.direct && scope.i_customer === reader);
    const sorting = sortings[mayOrder ? input.sort : "name"];
    const cursor = readCursor(input.cursor, sorting.as);
    const backwards = cursor?.backwards ?? false;
    const descending = input.descending !== backwards;
    const direction = descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
    const beyond = descending ? Prisma.sql`<` : Prisma.sql`>`;
    const from = cursor
      ? Prisma.sql`AND (${sorting.by}, c.i_customer) ${beyond} (${cursor.value}::${Prisma.raw(sorting.as)}, ${cursor.id})`
      : Prisma.empty;
    const count = Prisma.sql`(SELECT count(*)::int FROM (
      SELECT FROM customers c WHERE ${conditions} LIMIT ${mostCounted}) AS counted)`;
    const rows = await db.$queryRaw<Row[]>`
        SELECT ${plannedAnew} ${input.counted ? count : Prisma.sql`0`} AS total, c.i_customer, c.name, w.login AS web_login, c.i_wholesaler, p.name AS parent_name, c.balance,
               c.credit_limit, c.base_currency, c.created_at, ${sorting.by}::text AS sorted_by,
               ${stopping(actor, lineage)}, ${storedNumbers},
               ${Prisma.join(Object.values(contactColumns).map((name) => ifDirect(name, reader)))}
          FROM customers c
          JOIN customers p ON p.i_customer = c.i_wholesaler
          JOIN web_users w ON w.i_customer = c.i_customer AND w.default_user
         WHERE ${conditions} ${from}
         ORDER BY ${sorting.by} ${direction}, c.i_customer ${direction}
         LIMIT ${input.limit + 1}`;
    // beyond the last row nothing brings the count along
    const [counted] =
      rows.length > 0 || cursor === null || !input.counted
        ? rows
        : await db.$queryRaw<{ total: number }[]>`SELECT ${plannedAnew} ${count} AS total`;
    const more = rows.length > input.limit;
    const page = rows.slice(0, input.limit);
    if (backwards) page.reverse();
    const [first, last] = [page[0], page.at(-1)];
    const preceded = backwards ? more : cursor !== null;
    const before = rowsBefore(cursor, page.length, preceded);
    return {
      customers: page.map(({ sorted_by: _key, total: _count, ...row }) => ({
        ...withMatched(row, sought, reader),
        balance: decimalText(row.balance),
        credit_limit: decimalText(row.credit_limit),
      })),
      total: counted?.total ?? 0,
      next:
        last && (backwards || more)
          ? writeCursor(last.sorted_by, last.i_customer, false, before + page.length)
          : null,
      previous: first && preceded ? writeCursor(first.sorted_by, first.i_customer, true, before) : null,
    };
  },
});

type Row = Omit<FoundCustomer, "balance" | "credit_limit" | "matched"> & {
  readonly stored_numbers: string[];
  readonly balance: StoredDecimal;
  readonly credit_limit: StoredDecimal;
  readonly sorted_by: string;
  readonly total: number;
};

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
    sort: sortingNames.find((name) => name === filterText(raw, "sort")) ?? "name",
    descending: filterText(raw, "order") === "desc",
    // not cut: a cursor holds a whole name
    cursor: typeof raw.after === "string" ? raw.after : null,
    limit: Number.isInteger(limit) && limit > 0 && limit <= most ? limit : 50,
    counted: raw.counted !== false,
  };
}
