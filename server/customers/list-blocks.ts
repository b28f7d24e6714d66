import { Prisma } from "../database/generated/client";
import { plannedAnew } from "../database/statement-names";
import { looseKey } from "../ground/text/unique-key";
import { keysetPage, readCursor } from "../input/cursor";
import { rowsIn } from "../input/read-page";
import { oneOf, readFilter } from "../input/read-parameter";
import { operation } from "../operation/operation";
import { blockReasons } from "../record/block-reasons";
import { type StoppedBy, stoppedBy } from "../record/stopping";
import { homeOf, setWithin, type ToldBlock, toldBlock } from "../record/told-block";
import { countBelow } from "../sums/read";
import { within } from "../tree/tree";

/** A block in a list, with the customer that it stops. */
export type ListedBlock = ToldBlock & {
  readonly i_block: number;
  readonly i_customer: number;
  readonly name: string;
  readonly i_wholesaler: number;
  readonly parent_name: string;
  /** another customer whose block stops this one too, so that lifting this block is not enough; see `Stopping` */
  readonly stopped_by: StoppedBy | null;
  /** customers below it, at any depth */
  readonly below: number;
};

export type ListedBlocks = {
  readonly blocks: ListedBlock[];
  /** how many pass the filters, counted up to 10,000 */
  readonly total: number;
  /** there are more than `total` */
  readonly isMore: boolean;
  readonly next: string | null;
  readonly previous: string | null;
};

/** By whom blocks can be: set by the reader's customer, or by others. */
export const blockSetters = ["mine", "others"] as const;

const pageSize = 50;

/** We count blocks up to this many. */
const mostCounted = 10_000;

/**
 * Lists the blocks below the scope, the latest first; pages by keyset. Filters: `q`, a part of the customer's name;
 * `reason`; `who`, `mine` (set by the reader's customer) or `others`. Hides reason, note and text of a block that
 * somebody above the reader set, and does not find it by its reason. Two statements.
 */
export const listBlocks = operation({
  name: "listBlocks",
  needs: { about: "scope", right: null, acts: ["read"], scope: "i_wholesaler" },
  effect: "reads",
  stale: "allowed",
  input: readBlockFilter,
  async run({ db, actor, scope, lineage, input }): Promise<ListedBlocks> {
    const all = [within(Prisma.sql`c.path`, scope.path), Prisma.sql`c.i_customer <> ${scope.i_customer}`];
    for (const word of input.words) all.push(Prisma.sql`c.name_order LIKE ${`%${word}%`}`);
    if (input.reason)
      all.push(Prisma.sql`b.reason = ${input.reason} AND ${setWithin(homeOf(actor, lineage))}`);
    if (input.who === "mine") all.push(Prisma.sql`b.set_by_customer = ${actor.i_customer}`);
    if (input.who === "others") all.push(Prisma.sql`b.set_by_customer <> ${actor.i_customer}`);
    const tables = Prisma.sql`
      FROM blocks b
      JOIN customers c ON c.i_customer = b.i_customer
      LEFT JOIN customers s ON s.i_customer = b.set_by_customer
      WHERE ${Prisma.join(all, " AND ")}`;
    const { cursor, limit } = input;
    const backwards = cursor?.backwards ?? false;
    const beyond = backwards ? Prisma.sql`>` : Prisma.sql`<`;
    const direction = backwards ? Prisma.sql`ASC` : Prisma.sql`DESC`;
    const from = cursor
      ? Prisma.sql`AND (b.set_at, b.i_block) ${beyond} (${cursor.value}::timestamptz, ${cursor.id})`
      : Prisma.empty;
    const [rows, [count]] = await Promise.all([
      db.$queryRaw<Row[]>`
        SELECT ${plannedAnew} page.*, p.name AS parent_name,
               ${countBelow(Prisma.sql`page.i_customer`, Prisma.sql`page.path`)} AS below
          FROM (SELECT b.i_block, b.set_at::text AS place, c.i_customer, c.name, c.path, c.i_wholesaler,
                       ${toldBlock(actor, lineage)}, ${stoppedBy(actor, lineage)} AS stopped_by
                  ${tables} ${from}
                 ORDER BY b.set_at ${direction}, b.i_block ${direction} LIMIT ${limit + 1}::int) AS page
          JOIN customers p ON p.i_customer = page.i_wholesaler
         ORDER BY page.since ${direction}, page.i_block ${direction}`,
      db.$queryRaw<{ total: number }[]>`
        SELECT ${plannedAnew} count(*)::int AS total FROM (SELECT ${tables} LIMIT ${mostCounted + 1}) AS counted`,
    ]);
    const counted = count?.total ?? 0;
    const page = keysetPage(rows, { cursor, limit }, ({ place, i_block }) => [place, i_block]);
    return {
      blocks: page.rows.map(({ place: _place, path: _path, ...block }) => block),
      total: Math.min(counted, mostCounted),
      isMore: counted > mostCounted,
      next: page.next,
      previous: page.previous,
    };
  },
});

type Row = ListedBlock & { readonly place: string; readonly path: string };

/** Reads the filters of an address. @throws Refusal 400 naming the one that it cannot read */
function readBlockFilter(raw: Readonly<Record<string, unknown>>) {
  const text = (name: string) => {
    const value = raw[name];
    return typeof value === "string" && value.isWellFormed() ? value.slice(0, 200).replaceAll("\0", "") : "";
  };
  return {
    words: looseKey(text("q"))
      .split(/\s+/)
      .filter(Boolean)
      .slice(0, 8)
      .map((word) => word.replace(/[\\%_]/g, "\\$&")),
    reason: readFilter(raw, "reason", oneOf(blockReasons)) ?? null,
    who: readFilter(raw, "who", oneOf(blockSetters)) ?? null,
    cursor: readCursor(text("after"), "timestamptz"),
    // addresses hold text, so only our own code passes a number
    limit: rowsIn(raw.limit, pageSize),
  };
}
