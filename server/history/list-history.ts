import { type AttributeName, isAttributeName } from "@/attributes/customer";
import { largestInt, readInt } from "@/attributes/kinds/number";
import { Prisma } from "../database/generated/client";
import { readReference } from "../ground/text/reference";
import { readMoment } from "../ground/time/read-time";
import { type Cursor, readCursor, writeCursor } from "../input/cursor";
import { readFilterDay } from "../input/read-days";
import { readId } from "../input/read-id";
import { rowsIn } from "../input/read-page";
import { noChoice, oneOf, readFilter } from "../input/read-parameter";
import { auditOpening } from "../operation/audit";
import { operation } from "../operation/operation";
import { findNames, type Names } from "../record/find-names";
import type { Node } from "../tree/tree";
import { earliestOf, inSpan, recentBefore, type Span } from "./branch";
import { type Asked, conditionsOf, endOf, momentOf, ofJob } from "./conditions";
import { doors, entryFor, type HistoryLine, type Row } from "./entry";
import { isDeep, ownEntry, readableRows } from "./readable-rows";
import { firstOfVisit, inVisits, isVisitOf, mostSteps, stepsOf } from "./visits";

type Page = { readonly cursor: Cursor | null; readonly offset: number; readonly limit: number };

const pageSize = 50;
/** As many as people take in at a glance. */
const latelySize = 5;
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
      job: readFilter(raw, "job", (value) => readInt(value, 1, largestInt)) ?? null,
      support: text("support") === "" ? null : (readReference(text("support")) ?? "none"),
      visits: raw.visits === true,
      logIns: raw.log_ins !== false,
      lately: raw.lately === true,
      record: null,
      since: readFilter(raw, "since", readDayOrMoment) ?? null,
      until: readFilter(raw, "until", readDayOrMoment) ?? null,
      cursor: readCursor(text("after") || null, "entry"),
      offset: 0,
      limit: raw.lately === true ? latelySize : rowsIn(raw.limit, pageSize),
    };
  },
  needs: { about: "scope", right: null, acts: ["read"], scope: "i_wholesaler" },
  effect: "reads",
  stale: "allowed",
  async run({
    db,
    actor,
    scope,
    lineage,
    input,
  }): Promise<{ entries: HistoryLine[]; names: Names; next: string | null }> {
    const own = ownEntry(scope);
    const home = lineage.find(({ i_customer }) => i_customer === actor.i_customer) ?? scope;
    const asked = [...conditionsOf(input, scope, home, own), ...ofJob(input, actor)];
    const find = async (all: readonly Prisma.Sql[], order: Prisma.Sql) =>
      await readableRows(db, actor, scope, all, order, input.record !== null);
    const rows = await findNewest(input, home, async (span, limit) =>
      find(
        [
          ...asked,
          ...(inVisits(input) ? [firstOfVisit(input, scope, home, span)] : []),
          ...inSpan(Prisma.sql`h.at`, span),
          ...olderThan(input.cursor),
        ],
        Prisma.sql`ORDER BY h.at DESC, h.i_audit DESC OFFSET ${input.offset} LIMIT ${limit}`,
      ),
    );
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    const opened = page.find((row) => row.i_customer === input.i_customer && isDeep(row, home));
    if (opened) await auditOpening(db, actor, opened);
    const told = (row: Row) =>
      entryFor(row, actor, scope, row.i_customer !== input.i_customer && isDeep(row, home));
    const steps = inVisits(input) ? await stepsOf(page, find, input, scope) : new Map<number, Row[]>();
    const entries = page.map((row): HistoryLine => {
      const all = steps.get(row.i_support ?? 0) ?? [];
      const visit = { steps: all.slice(0, mostSteps).map(told), more: all.length > mostSteps };
      return { ...told(row), visit: all.length > 1 && isVisitOf(row, input, scope) ? visit : null };
    });
    const named = input.lately ? [] : entries.flatMap((entry) => [entry, ...(entry.visit?.steps ?? [])]);
    return {
      entries,
      names: await findNames(db, scope, named),
      next:
        last && rows.length > input.limit
          ? writeCursor(`${last.at.toISOString()} ${last.i_audit}`, 0, false)
          : null,
    };
  },
});

/**
 * Finds one entry more than a page has: first the latest, in the months that are planned quickly, and those before only if they do
 * not fill it.
 */
async function findNewest(
  input: Asked & Page,
  home: Node,
  find: (span: Span, limit: number) => Promise<Row[]>,
): Promise<Row[]> {
  const until = earliestOf(...endOf(input, home), ...(input.cursor ? [placeIn(input.cursor).next] : []));
  const all = input.limit + 1;
  const recent = recentBefore(until);
  // what an offset leaves out is not known to be in either
  if (input.offset > 0 || (input.since !== null && momentOf(input.since, home) >= recent))
    return await find({ until }, all);
  const latest = await find({ since: recent, until }, all);
  if (latest.length === all) return latest;
  return [...latest, ...(await find({ until: recent }, all - latest.length))];
}

/** The place where a page ends, and the first moment at which all is on it. */
function placeIn({ value }: Cursor) {
  const [moment = "", i_audit = ""] = value.split(" ");
  return { moment, i_audit, next: new Date(Date.parse(moment) + 1) };
}

/** Whether `h` follows the place where a page ends, if there is one: a condition on two columns, which alone leaves no month aside. */
function olderThan(cursor: Cursor | null): Prisma.Sql[] {
  if (!cursor) return [];
  const { moment, i_audit } = placeIn(cursor);
  return [Prisma.sql`(h.at, h.i_audit) < (${moment}::timestamptz, ${i_audit}::bigint)`];
}

/** Reads a day, or a moment: the one at which a page says that the reader's day begins, or what a program says. */
function readDayOrMoment(raw: unknown): Date | string {
  const isMoment = raw instanceof Date || (typeof raw === "string" && /\d[Tt ]\d/.test(raw));
  return isMoment ? new Date(readMoment(raw)) : readFilterDay(raw);
}

function readAttributeName(raw: unknown): AttributeName {
  if (typeof raw === "string" && isAttributeName(raw)) return raw;
  throw noChoice("must be the name of an attribute", raw);
}
