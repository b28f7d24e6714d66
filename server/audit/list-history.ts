import { attributeOf, isAttributeName } from "@/attributes/customer";
import { readCursor, writeCursor } from "../customers/cursor";
import { readId } from "../customers/read-id";
import { idsOn, within } from "../customers/tree";
import { Prisma } from "../database/generated/client";
import { operation } from "../operation";
import { auditOpening, type Changes } from "./audit";

export type HistoryEntry = {
  readonly i_audit: string;
  readonly at: Date;
  readonly operation: string;
  readonly door: string;
  /** what was acted on: an id and a name that may be gone by now */
  readonly i_customer: number;
  readonly name: string;
  /** of its money; null once it is deleted */
  readonly currency: string | null;
  /** null: somebody above the reader, 'your provider'; of those neither login nor address is told */
  readonly by: {
    readonly name: string;
    readonly login: string | null;
    readonly address: string | null;
  } | null;
  /** by a credential that somebody else than its owner set */
  readonly foreign_credential: boolean;
  readonly changes: Changes;
  /** the code with which a trusted host's call was refused; null: it was done */
  readonly refused: number | null;
};

const pageSize = 50;

/**
 * The history of the scope and everything below it, or of one customer in it; the newest first. What the reader may
 * not read of an attribute is absent here too. Source: semantics, 'The tree'.
 */
export const listHistory = operation({
  name: "listHistory",
  input: (raw) => {
    const text = (name: string) =>
      typeof raw[name] === "string" ? String(raw[name]).slice(0, 100).trim() : "";
    return {
      i_customer: raw.i_customer === undefined ? null : readId(raw, "i_customer"),
      who: text("who").replaceAll("\0", ""),
      what: text("what").replaceAll("\0", ""),
      since: dateOrNull(text("since")),
      until: dateOrNull(text("until")),
      cursor: readCursor(text("after") || null, "bigint"),
      offset: 0,
      limit: pageSize,
    };
  },
  needs: { right: null, acts: ["read"], scope: "i_wholesaler" },
  writes: false,
  async run({ db, actor, scope, lineage, input }): Promise<{ entries: HistoryEntry[]; next: string | null }> {
    const own = Prisma.sql`starts_with(h.actor_path, ${scope.path})`;
    const all = [within(Prisma.sql`h.path`, scope.path)];
    if (input.i_customer !== null) all.push(Prisma.sql`h.i_customer = ${input.i_customer}`);
    if (input.cursor) all.push(Prisma.sql`h.i_audit < ${input.cursor.value}::bigint`);
    if (input.what) all.push(Prisma.sql`h.operation = ${input.what}`);
    if (input.since) all.push(Prisma.sql`h.at >= ${input.since}`);
    if (input.until) all.push(Prisma.sql`h.at < ${input.until}`);
    // those above are not found by name: they have none here
    if (input.who)
      all.push(
        Prisma.sql`${own} AND (h.actor_login ILIKE ${`%${input.who}%`} OR h.actor_name ILIKE ${`%${input.who}%`})`,
      );
    const rows = await db.$queryRaw<Row[]>`
      SELECT h.i_audit::text, h.at, h.operation, h.door, h.i_customer, h.path, h.name, c.base_currency AS currency,
             h.foreign_credential, h.changes, ${own} AS own, h.actor_name, h.actor_login, h.address,
             (h.detail->>'refused')::int AS refused
        FROM audit_log h LEFT JOIN customers c ON c.i_customer = h.i_customer
       WHERE ${Prisma.join(all, " AND ")}
       ORDER BY h.i_audit DESC OFFSET ${input.offset} LIMIT ${input.limit + 1}`;
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    const home = lineage.find(({ i_customer }) => i_customer === actor.i_customer) ?? scope;
    const isDeep = ({ path }: Row) => idsOn(path).length > home.depth + 2;
    const opened = page.find((row) => row.i_customer === input.i_customer && isDeep(row));
    if (opened) await auditOpening(db, actor, opened);
    return {
      entries: page.map((row) => entryFor(row, scope.i_customer, input.i_customer === null && isDeep(row))),
      next: last && rows.length > input.limit ? writeCursor(last.i_audit, 0, false) : null,
    };
  },
});

type Row = Omit<HistoryEntry, "by"> & {
  readonly path: string;
  readonly own: boolean;
  readonly actor_name: string;
  readonly actor_login: string | null;
  readonly address: string | null;
};

/** @param unopened below the direct level, and not opened: contact data stays out. Source: semantics, 'The tree' */
function entryFor(
  { own, actor_name, actor_login, address, path: _path, ...row }: Row,
  reader: number,
  unopened: boolean,
): HistoryEntry {
  const readable = Object.entries(row.changes).filter(([name]) => {
    if (!isAttributeName(name)) return true;
    const { group, toSelf } = attributeOf(name);
    if (unopened && (group === "contact" || group === "notifications")) return false;
    return row.i_customer !== reader || toSelf === "shown";
  });
  return {
    ...row,
    by: own ? { name: actor_name, login: actor_login, address } : null,
    changes: Object.fromEntries(readable),
  };
}

function dateOrNull(text: string): Date | null {
  // PostgreSQL has no year 0
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const date = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}
