import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { plannedAnew } from "../database/statement-names";
import type { Cursor } from "../input/cursor";
import { type Sorting, sortings } from "./sortings";

/** Whom a list shows, in which order, and where its page begins. */
export type Asked = {
  /** the condition on customers `c` that makes the scope */
  readonly scope: Prisma.Sql;
  /** how many are in the scope, as an expression */
  readonly size: Prisma.Sql;
  /** how many of those pass the other conditions, if sums know it */
  readonly known: Prisma.Sql | null;
  /** the other conditions: as rows are tested, and as indexes find them */
  readonly filters: Readonly<Record<"rows" | "index", readonly Prisma.Sql[]>>;
  /** those of all that the index of the sorting can begin and end with, see `sortings` */
  readonly bounds: readonly Prisma.Sql[];
  readonly sort: Sorting;
  readonly descending: boolean;
  readonly cursor: Cursor | null;
  /** how many rows to find */
  readonly rows: number;
  readonly counted: boolean;
};

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
  /** where fewer of the sample pass, walking would take longer than gathering */
  passing: 15,
  /** if there seem to be more than this, we never gather them */
  gathered: 60_000,
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
 * the other end of the order, the walk is broken off. See docs/decisions/lists.md.
 */
export async function findHits(db: Queries, asked: Asked): Promise<Hits> {
  const first = await gather(db, asked, limits.few);
  if (first.isWhole) return first;
  const { all, known, passed, drawn } = first;
  if (passed < Math.min(limits.passing, drawn / 2)) return await gather(db, asked, null);
  const likely = known ?? Math.round((passed / drawn) * all);
  // four times as many rows as it takes if those who pass are spread evenly
  const window = likely > limits.gathered ? null : Math.ceil((4 * asked.rows * drawn) / passed) + limits.few;
  const walked = await walk(db, asked, window);
  if (window !== null && walked.length < asked.rows) return await gather(db, asked, null);
  if (!asked.counted) return { hits: walked, total: 0, about: false };
  if (known !== null) return { hits: walked, total: known, about: false };
  return { hits: walked, total: rounded(likely), about: true };
}

/** To two figures, as a sample knows no more. */
function rounded(count: number): number {
  return Number(count.toPrecision(2));
}

type Gathered = Hits & {
  /** whether the scope was small enough; only if not, the rest is known */
  readonly isWhole: boolean;
  /** about how many customers there are at all */
  readonly all: number;
  readonly known: number | null;
  /** how many customers the sample has, and how many of them pass */
  readonly drawn: number;
  readonly passed: number;
};

/**
 * Finds all that pass, by the indexes of scope and filters, and then sorts them.
 * @param most if the scope has more, draws a sample instead; null: however many it has
 */
async function gather(db: Queries, asked: Asked, most: number | null): Promise<Gathered> {
  const { sort, cursor, descending, rows } = asked;
  const { by, from } = sortings[sort];
  const order = orderOf(descending);
  const gate = (sign: Prisma.Sql) =>
    most === null ? Prisma.empty : Prisma.sql`(SELECT rows FROM size) ${sign} ${most}::int AND`;
  const size =
    most === null
      ? Prisma.sql`SELECT 0 AS rows, NULL::int AS known, 0::float8 AS all`
      : Prisma.sql`SELECT ${asked.size} AS rows, ${asked.known ?? Prisma.sql`NULL::int`} AS known,
                          (SELECT greatest(reltuples, 1)::float8 FROM pg_class WHERE oid = 'customers'::regclass) AS all`;
  // the same sample each time, so that a list's pages agree
  const sample =
    most === null
      ? Prisma.sql`SELECT 0 AS drawn, 0 AS passed`
      : Prisma.sql`
          SELECT count(*)::int AS drawn, (count(*) FILTER (WHERE ${every(asked, "rows")}))::int AS passed
            FROM customers AS c
                 TABLESAMPLE SYSTEM (least(100, 100 * ${limits.sample}::float8 / (SELECT s.all FROM size AS s))) REPEATABLE (1)
           WHERE ${gate(Prisma.sql`>`)} true`;
  const found = await db.$queryRaw<
    (Partial<Hit> & Omit<Gathered, "hits" | "isWhole" | "about"> & { rows: number })[]
  >`
    WITH size AS MATERIALIZED (${size}),
         hits AS MATERIALIZED (
           SELECT c.i_customer, ${by} AS place FROM ${from} WHERE ${gate(Prisma.sql`<=`)} ${every(asked, "index")})
    SELECT ${plannedAnew} size.rows, size.known, size.all, sample.drawn, sample.passed, page.i_customer, page.place::text AS place,
           (SELECT count(*)::int FROM hits) AS total
      FROM size CROSS JOIN (${sample}) AS sample LEFT JOIN (
        SELECT * FROM hits AS c WHERE ${beyond(Prisma.sql`c.place`, asked, cursor)}
         ORDER BY c.place ${order}, c.i_customer ${order} LIMIT ${rows}) AS page ON true
     ORDER BY page.place ${order}, page.i_customer ${order}`;
  const [first] = found;
  if (!first) throw new Error("the size is a row");
  const hits = found.flatMap(({ i_customer, place }) =>
    typeof i_customer !== "number" || place === undefined ? [] : [{ i_customer, place }],
  );
  const total = asked.counted ? first.total : 0;
  return { ...first, hits, total, about: false, isWhole: most === null || first.rows <= most };
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

function every({ scope, filters }: Asked, way: "rows" | "index"): Prisma.Sql {
  return Prisma.join([scope, ...filters[way]], " AND ");
}

function beyond(by: Prisma.Sql, { descending, sort }: Asked, cursor: Cursor | null): Prisma.Sql {
  if (!cursor) return Prisma.sql`true`;
  const sign = descending ? Prisma.sql`<` : Prisma.sql`>`;
  return Prisma.sql`(${by}, c.i_customer) ${sign} (${cursor.value}::${Prisma.raw(sortings[sort].as)}, ${cursor.id})`;
}

function orderOf(descending: boolean): Prisma.Sql {
  return descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
}
