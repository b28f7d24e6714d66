import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { plannedAnew } from "../database/statement-names";
import { unplanned } from "../database/unplanned";
import type { Cursor } from "../input/cursor";
import { type Sorting, sortings } from "./sortings";

/** Whom a list shows, in which order, and where its page begins. */
export type Asked = {
  /** the condition on customers `c` that makes the scope */
  readonly scope: Prisma.Sql;
  /** whether that is somebody's direct customers */
  readonly direct: boolean;
  /** how many are in the scope, as an expression */
  readonly size: Prisma.Sql;
  /** how many of those pass the other conditions, if sums know it */
  readonly known: Prisma.Sql | null;
  /** the other conditions: as rows are tested, and as indexes find them */
  readonly filters: Readonly<Record<Way, readonly Prisma.Sql[]>>;
  /** what is searched for, which has indexes of its own over the whole tree */
  readonly search: Readonly<Record<Way, Prisma.Sql>> | null;
  /** those of all that the index of the sorting can begin and end with, see `sortings` */
  readonly bounds: readonly Prisma.Sql[];
  /** whether the scope is one of these */
  readonly walksScope: boolean;
  readonly sort: Sorting;
  readonly descending: boolean;
  readonly cursor: Cursor | null;
  /** how many rows to find */
  readonly rows: number;
  readonly counted: boolean;
};

type Way = "rows" | "index";

export type Hit = { readonly i_customer: number; readonly place: string };

export type Hits = {
  readonly hits: readonly Hit[];
  /** 0 if nobody asked for a count */
  readonly total: number;
  /** whether it is reckoned from a sample */
  readonly about: boolean;
};

/** Where one way through the data becomes dearer than another: rows of customers, which cost some microseconds each. */
const usual = {
  /** a scope of so many is gathered whole and then sorted */
  few: 5_000,
  /** from about so many we reckon how many pass */
  sample: 2_000,
  /** where fewer of the sample pass, walking would take longer than gathering all of them */
  passing: 15,
  /** where fewer of the sample pass, it does not know how many do */
  known: 4,
  /** if there seem to be more than this, we never gather them */
  gathered: 60_000,
  /** if a search seems to find more than this, we only gather the first of them */
  first: 20_000,
};
let limits = usual;

/** Lets few rows be many. Only for tests, which cannot have a million of them; no setting leads here. */
export function boundWays(to: Partial<typeof usual>): void {
  limits = { ...usual, ...to };
}

/**
 * Finds the ids of a page. Which index is best hangs on how many are in the scope, and how many of those pass the filters.
 * A small scope is gathered whole. Of a large one we first see how many of a sample pass: if many do, we walk the index of
 * the sorting until the page is full; if few do, the indexes of the filters find them all. Where many pass who are all at
 * the other end of the order, the walk is broken off, and the indexes find the first of them. See docs/decisions/lists.md.
 */
export async function findHits(db: Queries, asked: Asked): Promise<Hits> {
  // who is low may be anywhere in the branch
  const first = await gather(db, asked, limits.few, asked.direct ? "rows" : "index");
  if (first.isWhole) return first;
  const { rows, all, known, found } = first;
  const { drawn, passed, filtered } = known === null ? first : drawnOf(known, all);
  // what finds fewer leads to them by its index, and the other is tested on the rows
  const searchLeads = found !== null && found <= filtered;
  // and an index that leads to every fourth leads nowhere
  const searching = !searchLeads && found !== null && found > drawn / 4 ? "rows" : "index";
  const gatherAll = async () => await gather(db, asked, null, searchLeads ? "rows" : "index", searching);
  // as many rows as it takes if those who pass are spread evenly, in all the tree or in an index of the scope alone
  const even = ((asked.rows * drawn) / passed) * (asked.walksScope ? rows / all : 1);
  const gathering = (Math.min(found ?? passed, filtered) / drawn) * all;
  const few = passed < Math.min(limits.passing, drawn / 2);
  if (few && (passed < limits.known || gathering < 2 * even)) return await gatherAll();
  const likely = known ?? Math.round((passed / drawn) * all);
  const isFirst = asked.search !== null && likely > limits.first;
  // it may well cost half of what gathering would
  const window = isFirst
    ? Math.ceil(4 * even + limits.few / 5)
    : likely > limits.gathered
      ? null
      : Math.ceil(Math.max(2 * even, gathering / 2) + limits.few / 5);
  let hits = await walk(db, asked, window);
  if (window !== null && hits.length < asked.rows) {
    // a range of the order may have nearly everybody in it; whom an index of the filters finds are fewer
    if (!isFirst || (!searchLeads && gathering < all / 4)) return await gatherAll();
    hits = await gatherFirst(db, asked, { share: (asked.rows * drawn) / all, searching });
    // the sample misled
    if (hits.length < asked.rows) hits = await walk(db, asked, null);
  }
  if (!asked.counted) return { hits, total: 0, about: false };
  if (known !== null) return { hits, total: known, about: false };
  return { hits, total: rounded(likely), about: true };
}

/** What a sample would have, where the sums know how many pass and so none was drawn. */
function drawnOf(known: number, all: number): Pick<Gathered, "drawn" | "passed" | "filtered"> {
  const passed = (known / all) * limits.sample;
  return { drawn: limits.sample, passed, filtered: passed };
}

/** To two figures, as a sample knows no more. */
function rounded(count: number): number {
  return Number(count.toPrecision(2));
}

type Gathered = Hits & {
  /** whether the scope was small enough; only if not, the rest is known */
  readonly isWhole: boolean;
  /** how many are in the scope */
  readonly rows: number;
  /** about how many customers there are at all */
  readonly all: number;
  readonly known: number | null;
  /** how many customers the sample has, and how many of them pass; 0 if none was drawn */
  readonly drawn: number;
  readonly passed: number;
  /** how many of them the search finds, whichever scope and filters; null: nothing is searched for */
  readonly found: number | null;
  /** how many are in the scope and pass the filters, whether or not the search finds them */
  readonly filtered: number;
};

/**
 * Finds all that pass, by the indexes of scope and filters, and then sorts them.
 * @param most if the scope has more, draws a sample instead, unless sums know how many pass; null: however many it has
 * @param way whether the filters' indexes find them, @param searching whether that of the search does
 */
async function gather(
  db: Queries,
  asked: Asked,
  most: number | null,
  way: Way,
  searching: Way = "rows",
): Promise<Gathered> {
  const { sort, cursor, descending, rows } = asked;
  const { by, from } = sortings[sort];
  const order = orderOf(descending);
  const gate = (sign: Prisma.Sql) =>
    most === null ? Prisma.empty : Prisma.sql`(SELECT rows FROM size) ${sign} ${most}::int AND`;
  const size =
    most === null
      ? Prisma.sql`SELECT 0 AS rows, NULL::int AS known, 0::float8 AS all`
      : Prisma.sql`SELECT ${asked.size} AS rows, ${asked.known ?? Prisma.sql`NULL::int`} AS known, ${everybody} AS all`;
  const sample =
    most === null
      ? Prisma.sql`SELECT 0 AS drawn, 0 AS passed, NULL::int AS found, 0 AS filtered`
      : Prisma.sql`
          SELECT count(*)::int AS drawn, ${counted(every(asked, "rows"))} AS passed,
                 ${asked.search ? counted(asked.search.rows) : Prisma.sql`NULL::int`} AS found,
                 ${counted(every({ ...asked, search: null }, "rows"))} AS filtered
            FROM ${sampled(Prisma.sql`(SELECT s.all FROM size AS s)`)}
           WHERE ${gate(Prisma.sql`>`)} (SELECT known FROM size) IS NULL`;
  const read = await db.$queryRaw<(Partial<Hit> & Omit<Gathered, "hits" | "isWhole" | "about">)[]>`
    WITH size AS MATERIALIZED (${size}),
         hits AS MATERIALIZED (
           SELECT c.i_customer, ${by} AS place FROM ${from} WHERE ${gate(Prisma.sql`<=`)} ${every(asked, way, searching)})
    SELECT ${plannedAnew} size.rows, size.known, size.all, sample.drawn, sample.passed, sample.found, sample.filtered, page.i_customer, page.place::text AS place,
           (SELECT count(*)::int FROM hits) AS total
      FROM size CROSS JOIN (${sample}) AS sample LEFT JOIN (
        SELECT * FROM hits AS c WHERE ${beyond(Prisma.sql`c.place`, asked, cursor)}
         ORDER BY c.place ${order}, c.i_customer ${order} LIMIT ${rows}) AS page ON true
     ORDER BY page.place ${order}, page.i_customer ${order}`;
  const [first] = read;
  if (!first) throw new Error("the size is a row");
  const hits = read.flatMap(({ i_customer, place }) =>
    typeof i_customer !== "number" || place === undefined ? [] : [{ i_customer, place }],
  );
  const total = asked.counted ? first.total : 0;
  return { ...first, hits, total, about: false, isWhole: most === null || first.rows <= most };
}

/** About how many customers there are at all. */
const everybody = Prisma.sql`(SELECT greatest(reltuples, 1)::float8 FROM pg_class WHERE oid = 'customers'::regclass)`;

/** The same sample of customers `c` each time, so that a list's pages agree. @param all about how many there are */
function sampled(all: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    customers AS c TABLESAMPLE SYSTEM (least(100, 100 * ${limits.sample}::float8 / ${all})) REPEATABLE (1)`;
}

/**
 * Finds the page where a search finds many who stand together behind many others: by the indexes of search and order together, up
 * to a place where some of the sample stand who pass.
 * @param share about how many of the sample pass within a page
 * @param searching whether the index of the search leads to them
 * @returns fewer than a page has if the sample misleads
 */
async function gatherFirst(
  db: Queries,
  asked: Asked,
  { share, searching }: { readonly share: number; readonly searching: Way },
): Promise<Hit[]> {
  const { sort, cursor, descending, rows } = asked;
  const { by, as, from, near } = sortings[sort];
  const order = orderOf(descending);
  const [last] = await db.$queryRaw<Hit[]>`
    SELECT ${plannedAnew} ${by}::text AS place, c.i_customer FROM ${from}
     WHERE c.i_customer = ANY (ARRAY(SELECT c.i_customer FROM ${sampled(everybody)} WHERE ${every(asked, "rows")}))
       AND ${beyond(by, asked, cursor)}
     ORDER BY ${by} ${order}, c.i_customer ${order} OFFSET ${Math.ceil(2 * share) + 2} LIMIT 1`;
  if (!last) return [];
  const upTo = { value: last.place, id: last.i_customer };
  const till = beyond(by, { sort, descending: !descending }, upTo);
  // both ends, as of a range of which it knows none the planner expects little; an index of the scope has them for the scope
  const ends = asked.walksScope ? asked.scope : Prisma.sql`true`;
  const end = (which: "least" | "most", place: string | undefined) =>
    place === undefined
      ? Prisma.sql`(SELECT ${Prisma.raw(which === "least" ? "min" : "max")}(${near.by}) FROM customers c WHERE ${ends})`
      : Prisma.sql`${near[which](place)}::${Prisma.raw(as)}`;
  const [least, most] = descending ? [upTo.value, cursor?.value] : [cursor?.value, upTo.value];
  const range = Prisma.sql`${near.by} >= ${end("least", least)} AND ${near.by} <= ${end("most", most)}`;
  const found = asked.search
    ? [searching === "index" ? unplanned(asked.search.index) : asked.search.rows]
    : [];
  const conditions = [
    every({ ...asked, search: null }, "rows"),
    unplanned(range),
    ...found,
    beyond(by, asked, cursor),
    till,
  ];
  return await db.$queryRaw<Hit[]>`
    SELECT ${plannedAnew} c.i_customer, c.place::text AS place
      FROM (SELECT c.i_customer, ${by} AS place FROM ${from} WHERE ${Prisma.join(conditions, " AND ")} OFFSET 0) AS c
     ORDER BY c.place ${order}, c.i_customer ${order} LIMIT ${rows}`;
}

/** Goes through the order of the list until the page is full. @param most through so many rows; null: to the end */
async function walk(db: Queries, asked: Asked, most: number | null): Promise<Hit[]> {
  const { sort, cursor, descending, rows, bounds } = asked;
  const { by, walked, tie } = sortings[sort];
  const order = orderOf(descending);
  const within = Prisma.join([beyond(by, asked, cursor), ...bounds], " AND ");
  return await db.$queryRaw<Hit[]>`
    SELECT ${plannedAnew} c.i_customer, c.place::text AS place
      FROM (SELECT c.*, ${by} AS place FROM ${walked} WHERE ${within}
             ORDER BY ${by} ${order}, ${tie} ${order} LIMIT ${most}::bigint) AS c
     WHERE ${every(asked, "rows")}
     ORDER BY c.place ${order}, c.i_customer ${order} LIMIT ${rows}`;
}

function counted(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(count(*) FILTER (WHERE ${condition}))::int`;
}

/** @param searching the form of the search; that of the filters, where nothing is said of it */
function every({ scope, filters, search }: Asked, way: Way, searching = way): Prisma.Sql {
  return Prisma.join([scope, ...filters[way], ...(search ? [search[searching]] : [])], " AND ");
}

function beyond(
  by: Prisma.Sql,
  { descending, sort }: Pick<Asked, "descending" | "sort">,
  cursor: Pick<Cursor, "value" | "id"> | null,
): Prisma.Sql {
  if (!cursor) return Prisma.sql`true`;
  const sign = descending ? Prisma.sql`<` : Prisma.sql`>`;
  return Prisma.sql`(${by}, c.i_customer) ${sign} (${cursor.value}::${Prisma.raw(sortings[sort].as)}, ${cursor.id})`;
}

function orderOf(descending: boolean): Prisma.Sql {
  return descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
}
