import { readDecimal } from "@/attributes/decimal";
import { Prisma } from "../database/generated/client";
import { isInDictionary } from "../dictionaries/dictionaries";
import { decimalText, type StoredDecimal } from "../money/amount";
import { operation } from "../operation";
import { type Attention, attentions, needsAttention } from "./attention";
import { readCursor, writeCursor } from "./cursor";
import { areas, type EffectiveRights, maskOf } from "./rights";
import { readSought, searchCondition } from "./search-condition";
import { findPlace } from "./search-path";
import { within } from "./tree";

/** The columns by which a list can be sorted, each with its expression and how its value is compared. */
const sortings = {
  id: { by: Prisma.sql`c.i_customer`, as: "int" },
  name: { by: Prisma.sql`c.name_key`, as: "text" },
  login: { by: Prisma.sql`w.login_key`, as: "text" },
  parent: { by: Prisma.sql`p.name_key`, as: "text" },
  balance: { by: Prisma.sql`c.balance`, as: "numeric" },
  credit_limit: { by: Prisma.sql`c.credit_limit`, as: "numeric" },
  available: { by: Prisma.sql`(c.balance + c.credit_limit)`, as: "numeric" },
  currency: { by: Prisma.sql`c.base_currency`, as: "text" },
  created: { by: Prisma.sql`c.created_at`, as: "timestamptz" },
  company: { by: Prisma.sql`c.company_name COLLATE "C"`, as: "text" },
} as const;

export type Sorting = keyof typeof sortings;
export const sortingNames = Object.keys(sortings) as readonly Sorting[];

/** What a list of customers is narrowed by, as its address has it. */
export type CustomerFilter = {
  readonly q: string;
  readonly direct: boolean;
  readonly currency: string | null;
  readonly right: (typeof areas)[number] | null;
  readonly blocked: boolean | null;
  /** direct sub-customers alone: see `needsAttention` */
  readonly needs: Attention | null;
  readonly i_tariff: number | null;
  readonly min: string | null;
  readonly max: string | null;
  readonly sort: Sorting;
  readonly descending: boolean;
  readonly cursor: string | null;
  readonly limit: number;
  readonly counted: boolean;
};

export type FoundCustomer = {
  readonly i_customer: number;
  readonly name: string;
  readonly web_login: string;
  readonly i_wholesaler: number;
  readonly parent_name: string;
  readonly blocked: boolean;
  readonly balance: string;
  readonly credit_limit: string;
  readonly base_currency: string;
  readonly customers_mgmt: number;
  readonly created_at: Date;
  /** contact data: null below the direct level. Source: semantics, 'The tree' */
  readonly company_name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly city: string | null;
};

export type FoundCustomers = {
  readonly customers: FoundCustomer[];
  /** how many there are; counted up to 10,000, and 0 where nobody wanted it counted */
  readonly total: number;
  readonly next: string | null;
  readonly previous: string | null;
};

const mostCounted = 10_000;

/**
 * The descendants of the scope, searched, filtered and sorted; pages by keyset, so that the last page costs what
 * the first does. Two statements, whatever is asked, and one before them for what reads as a place in the tree.
 */
export const findCustomers = operation({
  name: "findCustomers",
  input: readFilter,
  needs: { right: null, acts: ["read"], scope: "i_wholesaler" },
  writes: false,
  async run({ db, actor, scope, rights, input }): Promise<FoundCustomers> {
    const sought = readSought(input.q);
    const place = await findPlace(db, sought.path, scope);
    const searched = sought.key === "" ? [] : [searchCondition(sought, place)];
    const conditions = Prisma.join([...conditionsOf(input, scope, rights), ...searched], " AND ");
    // what is direct is so to the reader, in whose scope ever it looks
    const reader = actor.i_customer;
    // the order of contact data below the direct level would show what the list does not
    const mayOrder = input.sort !== "company" || (input.direct && scope.i_customer === reader);
    const sorting = sortings[mayOrder ? input.sort : "name"];
    const cursor = readCursor(input.cursor, sorting.as);
    const backwards = cursor?.backwards ?? false;
    const descending = input.descending !== backwards;
    const direction = descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
    const beyond = descending ? Prisma.sql`<` : Prisma.sql`>`;
    const from = cursor
      ? Prisma.sql`AND (${sorting.by}, c.i_customer) ${beyond} (${cursor.value}::${Prisma.raw(sorting.as)}, ${cursor.id})`
      : Prisma.empty;
    const [rows, [count]] = await Promise.all([
      db.$queryRaw<Row[]>`
        SELECT c.i_customer, c.name, w.login AS web_login, c.i_wholesaler, p.name AS parent_name, c.balance,
               c.credit_limit, c.base_currency, c.customers_mgmt, c.created_at, ${sorting.by}::text AS sorted_by,
               EXISTS (SELECT FROM blocks b WHERE b.i_customer = c.i_customer) AS blocked,
               ${ifDirect("company_name", reader)}, ${ifDirect("email", reader)},
               ${ifDirect("phone", reader)}, ${ifDirect("city", reader)}
          FROM customers c
          JOIN customers p ON p.i_customer = c.i_wholesaler
          JOIN web_users w ON w.i_customer = c.i_customer AND w.default_user
         WHERE ${conditions} ${from}
         ORDER BY ${sorting.by} ${direction}, c.i_customer ${direction}
         LIMIT ${input.limit + 1}`,
      input.counted
        ? db.$queryRaw<{ total: number }[]>`
            SELECT count(*)::int AS total FROM (
              SELECT FROM customers c WHERE ${conditions} LIMIT ${mostCounted}) AS counted`
        : [],
    ]);
    const more = rows.length > input.limit;
    const page = rows.slice(0, input.limit);
    if (backwards) page.reverse();
    const [first, last] = [page[0], page.at(-1)];
    return {
      customers: page.map(({ sorted_by: _key, ...row }) => ({
        ...row,
        balance: decimalText(row.balance),
        credit_limit: decimalText(row.credit_limit),
      })),
      total: count?.total ?? 0,
      next: last && (backwards || more) ? writeCursor(last.sorted_by, last.i_customer, false) : null,
      previous:
        first && (backwards ? more : cursor) ? writeCursor(first.sorted_by, first.i_customer, true) : null,
    };
  },
});

type Row = Omit<FoundCustomer, "balance" | "credit_limit"> & {
  readonly balance: StoredDecimal;
  readonly credit_limit: StoredDecimal;
  readonly sorted_by: string;
};

function ifDirect(column: string, reader: number): Prisma.Sql {
  const name = Prisma.raw(column);
  return Prisma.sql`CASE WHEN c.i_wholesaler = ${reader} THEN c.${name} END AS ${name}`;
}

function conditionsOf(
  input: CustomerFilter,
  scope: { i_customer: number; path: string },
  rights: EffectiveRights,
): Prisma.Sql[] {
  const all: Prisma.Sql[] = [
    input.direct || input.needs
      ? Prisma.sql`c.i_wholesaler = ${scope.i_customer}`
      : Prisma.sql`${within(Prisma.sql`c.path`, scope.path)} AND c.i_customer <> ${scope.i_customer}`,
  ];
  if (input.currency) all.push(Prisma.sql`c.base_currency = ${input.currency}`);
  if (input.i_tariff !== null) all.push(Prisma.sql`c.i_tariff = ${input.i_tariff}`);
  if (input.right) all.push(Prisma.sql`c.${Prisma.raw(maskOf[input.right])} > 0`);
  if (input.min !== null) all.push(Prisma.sql`c.balance >= ${input.min}::numeric`);
  if (input.max !== null) all.push(Prisma.sql`c.balance <= ${input.max}::numeric`);
  if (input.needs) all.push(needsAttention(input.needs, rights));
  if (input.blocked !== null) {
    const blocked = Prisma.sql`EXISTS (SELECT FROM blocks b WHERE b.i_customer = c.i_customer)`;
    all.push(input.blocked ? blocked : Prisma.sql`NOT ${blocked}`);
  }
  return all;
}

/** Reads what an address says. What cannot be read is as if it were not there: an old link still opens. */
function readFilter(raw: Readonly<Record<string, unknown>>): CustomerFilter {
  const text = (name: string) => {
    const value = raw[name];
    return typeof value === "string" ? value.normalize("NFC").slice(0, 200).trim() : "";
  };
  const amount = (name: string) => (text(name) === "" ? null : readDecimal(text(name)));
  const currency = text("currency").toUpperCase();
  const tariff = Number(text("i_tariff"));
  const limit = Number(raw.limit ?? 50);
  // an address has texts alone: only the program itself asks for more, and without a count
  const most = typeof raw.limit === "number" ? 1_000 : 200;
  const direct = text("direct") === "1";
  const sort = sortingNames.find((name) => name === text("sort")) ?? "name";
  return {
    q: text("q"),
    direct,
    currency: currency && isInDictionary("currencies", currency) ? currency : null,
    right: areas.find((area) => area === text("right")) ?? null,
    needs: attentions.find((one) => one === text("needs")) ?? null,
    blocked: text("blocked") === "1" ? true : text("blocked") === "0" ? false : null,
    i_tariff: Number.isInteger(tariff) && tariff > 0 && tariff < 2 ** 31 ? tariff : null,
    min: amount("min"),
    max: amount("max"),
    sort,
    descending: text("order") === "desc",
    // not cut: a place holds a whole name
    cursor: typeof raw.after === "string" ? raw.after : null,
    limit: Number.isInteger(limit) && limit > 0 && limit <= most ? limit : 50,
    counted: raw.counted !== false,
  };
}
