import { type AttributeName, attributeOf, isAttributeName } from "@/attributes/customer";
import type { Actor, Door } from "../actor";
import { type Cursor, readCursor, writeCursor } from "../customers/cursor";
import { readId } from "../customers/read-id";
import { noChoice, oneOf, readFilter } from "../customers/read-parameter";
import { readMoment } from "../customers/read-time";
import { idsOn, isWithin, type Node, within } from "../customers/tree";
import { Prisma } from "../database/generated/client";
import { timeZoneName } from "../dictionaries/dictionaries";
import { foldedInSql } from "../folded-in-sql";
import { operation } from "../operation";
import { readReference } from "../refusals/reference";
import { readFilterDay } from "../time/read-days";
import { nextDay, startOfDay } from "../time/start-of-day";
import { looseKey } from "../unique-key";
import { auditOpening, type Changes } from "./audit";
import { detailFor, type EntryDetail } from "./entry-detail";
import { findNames, type Names } from "./find-names";
import { vendorAction, vendorResource } from "./vendor-record";

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
  /**
   * in whose name it was done, where it was not the actor's own customer: told to that customer and those above it, with
   * the reason that support gave
   */
  readonly behalf: {
    readonly i_customer: number;
    readonly name: string;
    readonly reference: string | null;
    readonly reason: string | null;
  } | null;
  /** by the operator's own staff, as which those below know it: 'support' */
  readonly by_support: boolean;
  /** by a credential that somebody else than its owner set */
  readonly foreign_credential: boolean;
  /** the name of the customer for which that somebody acted; null: somebody above the reader, or nobody else */
  readonly credential_set_by: string | null;
  readonly changes: Changes;
  /** what there is to say beside the changes */
  readonly detail: EntryDetail | null;
  /** the code with which a trusted host's call was refused; null: it was done */
  readonly refused: number | null;
  /** what the original vendor calls it, and what it was about; only if `record` asked for them */
  readonly action?: string;
  readonly resource?: string;
};

/** An entry of a list in which a support session is one: the first of its entries, with all of them, the oldest first. */
export type HistoryLine = HistoryEntry & {
  /** null: it is no support session's, or stands alone */
  readonly visit: { readonly steps: readonly HistoryEntry[]; readonly more: boolean } | null;
};

/** The doors by which one can ask. */
export const doors = ["web", "api", "trusted", "support", "system"] as const satisfies readonly Door[];

/** A page of it. */
type Page = { readonly cursor: Cursor | null; readonly offset: number; readonly limit: number };

/**
 * What a history is asked for. A moment bounds it as it stands; days count in the time zone of the reader's customer, the
 * last one included.
 */
type Asked = {
  readonly i_customer: number | null;
  readonly who: string;
  readonly what: string;
  readonly door: Door | null;
  /** an attribute that was changed */
  readonly changed: AttributeName | null;
  readonly since: Date | string | null;
  readonly until: Date | string | null;
  /** what was done in one support session, by its reference */
  readonly support: string | null;
  /** what support merely looked at is left out: for the program itself */
  readonly brief: boolean;
  /** a support session is one entry, unless something else than days is asked for: for the program itself */
  readonly visits: boolean;
  /** in the original vendor's words; what is not null has to be exactly so */
  readonly record: { readonly action: string | null; readonly resource: string | null } | null;
};

const rootCustomer = 1;
const pageSize = 50;
/** For the program itself; an address has texts alone, and cannot ask for it. */
const largestPage = 1_000;
/** How many steps of a support session are shown below its entry. */
const mostSteps = 100;

/**
 * The history of the scope and everything below it, or of one customer in it; the newest first. What the reader may
 * not read of an attribute is absent here too. Source: semantics, 'The tree'.
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
      // what is no reference is nobody's
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

/** Whether support sessions are one entry each: who looks for something finds each step by itself. */
function inVisits({ visits, who, what, door, changed, support }: Asked): boolean {
  return visits && !who && !what && !door && changed === null && support === null;
}

/** Whether an entry is listed as a support session's: of the customer that was opened, as far as the reader is told of it. */
function isVisitOf(
  { i_support, behalf_customer, behalf_path }: Row,
  { i_customer }: Asked,
  scope: Node,
): boolean {
  if (i_support === null || behalf_path === null || !isWithin(behalf_path, scope.path)) return false;
  return i_customer === null || behalf_customer === i_customer;
}

/** That an entry is the first of its support session in the list, or is no session's, as `isVisitOf` has it. */
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

/** The steps of the support sessions on a page, by session; one more than is shown of each, in one statement or none. */
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
      // of a session without end the first are shown; the others stand behind a link
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
  // those above are not found by name: they have none here
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

/** When a day begins in the time zone of the reader's customer; what is a moment is one. */
function momentOf(day: Date | string, home: Node): Date {
  return typeof day === "string" ? startOfDay(day, timeZoneName(home.i_time_zone)) : day;
}

/** That an attribute was changed, where the reader is told so: what is absent from an entry does not find it. */
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

/** What is for the web users of one customer alone: nobody else learns that it was written. */
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

/** @param unopened below the direct level, and not opened: contact data stays out. Source: semantics, 'The tree' */
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
  // a reason may be about the customer in whose name it was done: those below it do not read it
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
    // how its staff logs in is the provider's own business
    ...(row.door === "support" && !own ? { foreign_credential: false, credential_set_by: null } : {}),
    by: own ? { name: actor_name, login: actor_login, address } : null,
    changes: Object.fromEntries(readable),
    // what support did in its name is the customer's own; a trusted host acts as root all the same
    detail: detailFor(
      row.door === "support" && behalf_customer !== null
        ? { ...row, own: own || isTold, actor_customer: behalf_customer, detail }
        : { ...row, own, actor_customer, detail },
      actor,
    ),
  };
}

/** A page knows the moment at which a day begins where its reader is. */
function readDayOrMoment(raw: unknown): Date | string {
  return raw instanceof Date ? new Date(readMoment(raw)) : readFilterDay(raw);
}

function readAttributeName(raw: unknown): AttributeName {
  if (typeof raw === "string" && isAttributeName(raw)) return raw;
  throw noChoice("must be the name of an attribute", raw);
}
