import { type AttributeName, attributeOf, isAttributeName } from "@/attributes/customer";
import type { Actor, Door } from "../actor/actor";
import { foldedInSql } from "../database/folded-in-sql";
import { Prisma } from "../database/generated/client";
import { timeZoneName } from "../dictionaries/dictionaries";
import { readReference } from "../ground/text/reference";
import { looseKey } from "../ground/text/unique-key";
import { readMoment } from "../ground/time/read-time";
import { nextDay, startOfDay } from "../ground/time/start-of-day";
import { type Cursor, readCursor, writeCursor } from "../input/cursor";
import { readFilterDay } from "../input/read-days";
import { readId } from "../input/read-id";
import { noChoice, oneOf, readFilter } from "../input/read-parameter";
import { auditOpening, type Changes } from "../operation/audit";
import { operation } from "../operation/operation";
import { idsOn, isWithin, type Node, within } from "../tree/tree";
import { detailFor, type EntryDetail } from "./entry-detail";
import { findNames, type Names } from "./find-names";
import { vendorAction, vendorResource } from "./vendor-record";

export type HistoryEntry = {
  readonly i_audit: string;
  readonly at: Date;
  readonly operation: string;
  readonly door: string;
  /** the customer acted on: its id and name, which may be gone by now */
  readonly i_customer: number;
  readonly name: string;
  /** the customer's; null once it is deleted */
  readonly currency: string | null;
  /** null: somebody above the reader, 'your provider', whose login and address we do not tell */
  readonly by: {
    readonly name: string;
    readonly login: string | null;
    readonly address: string | null;
  } | null;
  /**
   * in whose name the actor did it, if not in that of their own customer, and support's reason: only that customer and
   * those above it learn this
   */
  readonly behalf: {
    readonly i_customer: number;
    readonly name: string;
    readonly reference: string | null;
    readonly reason: string | null;
  } | null;
  /** whether the operator's own staff did it, whom customers know as 'support' */
  readonly by_support: boolean;
  /** whether the actor used a credential that somebody other than its owner had set */
  readonly foreign_credential: boolean;
  /** the name of the customer whose user set it; null: somebody above the reader, or nobody else */
  readonly credential_set_by: string | null;
  readonly changes: Changes;
  /** what else there is to say, apart from the changes */
  readonly detail: EntryDetail | null;
  /** the code with which we refused a trusted host's call; null: we did it */
  readonly refused: number | null;
  /** what the original vendor calls it, and what it was about; only if `record` asked for them */
  readonly action?: string;
  readonly resource?: string;
};

/** A line of the list. A whole support session is one line: its first entry, with all its entries, the oldest first. */
export type HistoryLine = HistoryEntry & {
  /** null: the entry belongs to no support session, or stands alone */
  readonly visit: { readonly steps: readonly HistoryEntry[]; readonly more: boolean } | null;
};

/** The doors that a reader can filter by. */
export const doors = ["web", "api", "trusted", "support", "system"] as const satisfies readonly Door[];

type Page = { readonly cursor: Cursor | null; readonly offset: number; readonly limit: number };

/**
 * What a reader asks of a history. Its bounds are exact moments, or days in the time zone of the reader's customer, the
 * last one included.
 */
type Asked = {
  readonly i_customer: number | null;
  readonly who: string;
  readonly what: string;
  readonly door: Door | null;
  /** an attribute that changed */
  readonly changed: AttributeName | null;
  readonly since: Date | string | null;
  readonly until: Date | string | null;
  /** the reference of a support session */
  readonly support: string | null;
  /** leaves out what support merely looked at: only for our own code */
  readonly brief: boolean;
  /** makes a support session one line, unless there are filters other than days: only for our own code */
  readonly visits: boolean;
  /** in the original vendor's words; values other than null must match exactly */
  readonly record: { readonly action: string | null; readonly resource: string | null } | null;
};

const rootCustomer = 1;
const pageSize = 50;
/** For our own code; an address holds only texts, and cannot ask for it. */
const largestPage = 1_000;
/** How many steps of a support session we show below its entry. */
const mostSteps = 100;

/**
 * Lists the history of the scope and everything below it, or of one customer in it, the newest first. Leaves out the
 * attributes that the reader may not read. Source: semantics, 'The tree'.
 */
export const listHistory = operation({
  name: "listHistory",
  input: (raw): Asked & Page => {
    const text = (name: string) =>
      typeof raw[name] === "string" ? String(raw[name]).slice(0, 100).trim() : "";
    return {
      i_customer: raw.i_customer === undefined ? null : readId(raw, "i_customer"),
      who: text("who").replaceAll("\0", ""),
      what: text("what").replaceAll("\0", ""),
      door: readFilter(raw, "door", oneOf(doors)) ?? null,
      changed: readFilter(raw, "changed", readAttributeName) ?? null,
      // no session has a malformed reference
      support: text("support") === "" ? null : (readReference(text("support")) ?? "none"),
      brief: raw.brief === true,
      visits: raw.visits === true,
      record: null,
      since: readFilter(raw, "since", readDayOrMoment) ?? null,
      until: readFilter(raw, "until", readDayOrMoment) ?? null,
      cursor: readCursor(text("after") || null, "bigint"),
      offset: 0,
      limit: raw.limit === largestPage ? largestPage : pageSize,
    };
  },
  needs: { right: null, acts: ["read"], scope: "i_wholesaler" },
  writes: false,
  async run({
    db,
    actor,
    scope,
    lineage,
    input,
  }): Promise<{ entries: HistoryLine[]; names: Names; next: string | null }> {
    const own = Prisma.sql`starts_with(h.actor_path, ${scope.path})`;
    const home = lineage.find(({ i_customer }) => i_customer === actor.i_customer) ?? scope;
    const seen = Prisma.sql`${within(Prisma.sql`h.path`, scope.path)} AND ${othersPrivateLeftOut(actor)}`;
    const asked = conditionsOf(input, scope, home, own);
    const find = async (all: readonly Prisma.Sql[], order: Prisma.Sql) =>
      await db.$queryRaw<Row[]>`
        SELECT h.i_audit::text, h.at, h.operation, h.door, h.i_customer, h.path, h.name, c.base_currency AS currency,
               h.foreign_credential, s.name AS credential_set_by, h.changes, ${own} AS own, h.actor_name, h.actor_login, h.address,
               (h.detail->>'refused')::int AS refused, h.detail, h.actor_customer, h.behalf_customer, h.behalf_path,
               h.behalf_name, h.i_support, h.support_reference, h.support_reason
               ${input.record ? Prisma.sql`, ${vendorAction} AS action, ${vendorResource} AS resource` : Prisma.empty}
          FROM audit_log h LEFT JOIN customers c ON c.i_customer = h.i_customer
          LEFT JOIN customers s ON s.i_customer = h.credential_set_by AND starts_with(s.path, ${scope.path})
         WHERE ${Prisma.join([seen, ...all], " AND ")} ${order}`;
    const rows = await find(
      [
        ...asked,
        ...(inVisits(input) ? [firstOfVisit(input, scope, home)] : []),
        ...(input.cursor ? [Prisma.sql`h.i_audit < ${input.cursor.value}::bigint`] : []),
      ],
      Prisma.sql`ORDER BY h.i_audit DESC OFFSET ${input.offset} LIMIT ${input.limit + 1}`,
    );
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    const isDeep = ({ path }: Row) => idsOn(path).length > home.depth + 2;
    const opened = page.find((row) => row.i_customer === input.i_customer && isDeep(row));
    if (opened) await auditOpening(db, actor, opened);
    const told = (row: Row) =>
      entryFor(row, actor, scope, row.i_customer !== input.i_customer && isDeep(row));
    const steps = inVisits(input) ? await stepsOf(page, find, input, scope) : new Map<number, Row[]>();
    const entries = page.map((row): HistoryLine => {
      const all = steps.get(row.i_support ?? 0) ?? [];
      const visit = { steps: all.slice(0, mostSteps).map(told), more: all.length > mostSteps };
      return { ...told(row), visit: all.length > 1 && isVisitOf(row, input, scope) ? visit : null };
    });
    return {
      entries,
      names: await findNames(
        db,
        scope,
        entries.flatMap((entry) => [entry, ...(entry.visit?.steps ?? [])]),
      ),
      next: last && rows.length > input.limit ? writeCursor(last.i_audit, 0, false) : null,
    };
  },
});

/** Whether each support session is one line: people who filter find each step by itself. */
function inVisits({ visits, who, what, door, changed, support }: Asked): boolean {
  return visits && !who && !what && !door && changed === null && support === null;
}

/** Whether we list an entry as part of a support session: only if the reader may know which customer support opened. */
function isVisitOf(
  { i_support, behalf_customer, behalf_path }: Row,
  { i_customer }: Asked,
  scope: Node,
): boolean {
  if (i_support === null || behalf_path === null || !isWithin(behalf_path, scope.path)) return false;
  return i_customer === null || behalf_customer === i_customer;
}

/** The condition that an entry is the first of its support session in the list, or of none, as in `isVisitOf`. */
function firstOfVisit({ i_customer, since, brief }: Asked, scope: Node, home: Node): Prisma.Sql {
  const whose =
    i_customer === null
      ? Prisma.sql`NOT ${within(Prisma.sql`h.behalf_path`, scope.path)}`
      : Prisma.sql`h.behalf_customer <> ${i_customer}`;
  const earlier = [
    Prisma.sql`e.i_support = h.i_support AND e.i_audit < h.i_audit AND ${within(Prisma.sql`e.path`, scope.path)}`,
    ...(i_customer === null ? [] : [Prisma.sql`e.i_customer = ${i_customer}`]),
    ...(brief ? [Prisma.sql`e.operation <> 'viewPage'`] : []),
    ...(since === null ? [] : [Prisma.sql`e.at >= ${momentOf(since, home)}`]),
  ];
  return Prisma.sql`(h.i_support IS NULL OR ${whose} OR
    NOT EXISTS (SELECT FROM audit_log e WHERE ${Prisma.join(earlier, " AND ")}))`;
}

/** Finds the steps of a page's support sessions, by session: one more than we show of each, in one statement or none. */
async function stepsOf(
  page: readonly Row[],
  find: (all: readonly Prisma.Sql[], order: Prisma.Sql) => Promise<Row[]>,
  input: Asked,
  scope: Node,
): Promise<Map<number, Row[]>> {
  const ids = page.flatMap((row) =>
    row.i_support !== null && isVisitOf(row, input, scope) ? [row.i_support] : [],
  );
  const steps = new Map<number, Row[]>();
  if (ids.length === 0) return steps;
  const rows = await find(
    [
      // of an endless session we show the first steps; a link leads to the others
      Prisma.sql`h.i_audit IN (SELECT e.i_audit FROM (
        SELECT i_audit, row_number() OVER (PARTITION BY i_support ORDER BY i_audit) AS place
          FROM audit_log WHERE i_support = ANY (${ids}::int[])) AS e WHERE e.place <= ${mostSteps + 1})`,
    ],
    Prisma.sql`ORDER BY h.i_audit`,
  );
  for (const row of rows) steps.set(row.i_support ?? 0, [...(steps.get(row.i_support ?? 0) ?? []), row]);
  return steps;
}

function conditionsOf(input: Asked, scope: Node, home: Node, own: Prisma.Sql): Prisma.Sql[] {
  const { i_customer, who, what, door, changed, since, until, support, brief, record } = input;
  const all: Prisma.Sql[] = [];
  if (i_customer !== null) all.push(Prisma.sql`h.i_customer = ${i_customer}`);
  if (what) all.push(Prisma.sql`h.operation = ${what}`);
  if (door) all.push(Prisma.sql`h.door = ${door}`);
  if (since) all.push(Prisma.sql`h.at >= ${momentOf(since, home)}`);
  if (until)
    all.push(Prisma.sql`h.at < ${momentOf(typeof until === "string" ? nextDay(until) : until, home)}`);
  if (record?.action) all.push(Prisma.sql`${vendorAction} = ${record.action}`);
  if (record?.resource) all.push(Prisma.sql`${vendorResource} = ${record.resource}`);
  if (brief) all.push(Prisma.sql`h.operation <> 'viewPage'`);
  if (support)
    all.push(Prisma.sql`h.i_support = (SELECT p.i_support FROM support_sessions p WHERE p.reference = ${support})
                        AND ${within(Prisma.sql`h.behalf_path`, scope.path)}`);
  // the list does not name anybody above the reader, so no name finds them
  if (who)
    all.push(
      Prisma.sql`${own} AND (${hasPart(Prisma.sql`h.actor_login`, who)} OR ${hasPart(Prisma.sql`h.actor_name`, who)})`,
    );
  if (changed) all.push(...readablyChanged(changed, scope, home, i_customer));
  return all;
}

function hasPart(column: Prisma.Sql, part: string): Prisma.Sql {
  return Prisma.sql`strpos(${foldedInSql(column)}, ${looseKey(part)}) > 0`;
}

/** When a day begins in the time zone of the reader's customer; leaves a moment as it is. */
function momentOf(day: Date | string, home: Node): Date {
  return typeof day === "string" ? startOfDay(day, timeZoneName(home.i_time_zone)) : day;
}

/** The condition that an attribute changed and the reader may see that: a hidden change does not find its entry. */
function readablyChanged(
  name: AttributeName,
  scope: Node,
  home: Node,
  i_customer: number | null,
): Prisma.Sql[] {
  const { group, toSelf } = attributeOf(name);
  const all = [Prisma.sql`jsonb_exists(h.changes, ${name})`];
  if (toSelf !== "shown") all.push(Prisma.sql`h.i_customer <> ${scope.i_customer}`);
  if (i_customer === null && (group === "contact" || group === "notifications"))
    all.push(Prisma.sql`array_length(string_to_array(rtrim(h.path, '/'), '/'), 1) <= ${home.depth + 2}`);
  return all;
}

/** Hides entries that are private to the web users of one customer: nobody else learns that they exist. */
function othersPrivateLeftOut({ door, i_customer }: Actor): Prisma.Sql {
  return Prisma.sql`(h.detail->>'private' IS NULL OR (${door === "web"} AND h.actor_customer = ${i_customer}))`;
}

type Row = Omit<HistoryEntry, "by" | "by_support" | "behalf" | "detail"> & {
  readonly behalf_customer: number | null;
  readonly behalf_path: string | null;
  readonly behalf_name: string | null;
  readonly i_support: number | null;
  readonly support_reference: string | null;
  readonly support_reason: string | null;
  readonly detail: unknown;
  readonly actor_customer: number;
  readonly path: string;
  readonly own: boolean;
  readonly actor_name: string;
  readonly actor_login: string | null;
  readonly address: string | null;
};

/** @param unopened below the direct level and not opened, so without contact data. Source: semantics, 'The tree' */
function entryFor(row: Row, actor: Actor, reader: Node, unopened: boolean): HistoryEntry {
  const { own, actor_name, actor_login, actor_customer, address, detail, path: _path, ...kept } = row;
  const { behalf_customer, behalf_path, behalf_name, i_support: _session, ...more } = kept;
  const { support_reference, support_reason, ...told } = more;
  const readable = Object.entries(row.changes).filter(([name]) => {
    if (!isAttributeName(name)) return true;
    const { group, toSelf } = attributeOf(name);
    if (unopened && (group === "contact" || group === "notifications")) return false;
    return row.i_customer !== reader.i_customer || toSelf === "shown";
  });
  // the reason may be about the customer that support opened, so those below it may not read it
  const isTold = behalf_path !== null && isWithin(behalf_path, reader.path);
  return {
    ...told,
    behalf:
      isTold && behalf_customer !== null
        ? {
            i_customer: behalf_customer,
            name: behalf_name ?? "",
            reference: support_reference,
            reason: support_reason,
          }
        : null,
    by_support: row.door === "support" && actor_customer === rootCustomer,
    // how the staff log in is the provider's own business
    ...(row.door === "support" && !own ? { foreign_credential: false, credential_set_by: null } : {}),
    by: own ? { name: actor_name, login: actor_login, address } : null,
    changes: Object.fromEntries(readable),
    // what support did in a customer's name counts as the customer's own; a trusted host still acts as root
    detail: detailFor(
      row.door === "support" && behalf_customer !== null
        ? { ...row, own: own || isTold, actor_customer: behalf_customer, detail }
        : { ...row, own, actor_customer, detail },
      actor,
    ),
  };
}

/** Reads a day, or the moment at which a page says that the reader's day begins. */
function readDayOrMoment(raw: unknown): Date | string {
  return raw instanceof Date ? new Date(readMoment(raw)) : readFilterDay(raw);
}

function readAttributeName(raw: unknown): AttributeName {
  if (typeof raw === "string" && isAttributeName(raw)) return raw;
  throw noChoice("must be the name of an attribute", raw);
}
