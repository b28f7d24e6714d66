import { type AttributeName, attributeOf } from "@/attributes/customer";
import { type Actor, type Door, isWebUser } from "../actor/actor";
import { foldedInSql } from "../database/folded-in-sql";
import { Prisma } from "../database/generated/client";
import { containing } from "../database/like";
import { timeZoneName } from "../dictionaries/dictionaries";
import { looseKey } from "../ground/text/unique-key";
import { nextDay } from "../ground/time/calendar";
import { startOfDay } from "../ground/time/clock";
import { isChange } from "../sums/is-change";
import { idsAlong, type Node, within } from "../tree/tree";
import { vendorAction, vendorResource } from "./vendor-record";
/**
 * What a reader asks of a history. Its bounds are exact moments, or days in the time zone of the reader's customer, the
 * last one included.
 */
export type Asked = {
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
  /** a job of the reader's customer */
  readonly job: number | null;
  /** makes a support session one line, unless there are filters other than days: only for our own code */
  readonly visits: boolean;
  /** whether it lists that somebody logged in; what was refused it always lists */
  readonly logIns: boolean;
  /** leaves only the latest changes, without the names behind ids: only for our own code */
  readonly lately: boolean;
  /** in the original vendor's words; values other than null must match exactly */
  readonly record: { readonly action: string | null; readonly resource: string | null } | null;
};

/** The conditions on `h` by which the list keeps what a reader asks for, but for `until`. */
export function conditionsOf(input: Asked, scope: Node, home: Node, own: Prisma.Sql): Prisma.Sql[] {
  const { i_customer, who, what, door, changed, since, support, logIns, lately, record } = input;
  const all: Prisma.Sql[] = [];
  if (i_customer !== null) all.push(Prisma.sql`h.i_customer = ${i_customer}`);
  if (what) all.push(Prisma.sql`h.operation = ${what}`);
  if (door) all.push(Prisma.sql`h.door = ${door}`);
  if (since) all.push(Prisma.sql`h.at >= ${momentOf(since, home)}`);
  if (record?.action) all.push(Prisma.sql`${vendorAction} = ${record.action}`);
  if (record?.resource) all.push(Prisma.sql`${vendorResource} = ${record.resource}`);
  if (!logIns) all.push(Prisma.sql`NOT (h.operation = 'signIn' AND NOT jsonb_exists(h.detail, 'refused'))`);
  if (lately) all.push(isChange);
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

/** The condition that `h` belongs to a job of the reader's customer: by the number of another's job nothing is found. */
export function ofJob({ job }: Asked, { i_customer }: Actor): Prisma.Sql[] {
  if (job === null) return [];
  return [
    Prisma.sql`h.i_job = ${job} AND EXISTS (SELECT FROM jobs j WHERE j.i_job = ${job} AND j.i_customer = ${i_customer})`,
  ];
}

/** Just as the index has it, see the migration `history_filters`. */
function hasPart(column: Prisma.Sql, part: string): Prisma.Sql {
  return Prisma.sql`${foldedInSql(column)} LIKE ${containing(looseKey(part))}`;
}

/** Before when entries are asked for. */
export function endOf({ until }: Asked, home: Node): Date[] {
  if (until === null) return [];
  return [momentOf(typeof until === "string" ? nextDay(until) : until, home)];
}

/** When a day begins in the time zone of the reader's customer; leaves a moment as it is. */
export function momentOf(day: Date | string, home: Node): Date {
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
  // just as the index has it, see the migration `history_filters`
  const all = [
    Prisma.sql`jsonb_path_query_array(h.changes, '$.keyvalue().key') @> ${JSON.stringify([name])}::jsonb`,
  ];
  if (toSelf !== "shown") all.push(Prisma.sql`h.i_customer <> ${scope.i_customer}`);
  if (i_customer === null && (group === "contact" || group === "notifications"))
    all.push(Prisma.sql`cardinality(${idsAlong(Prisma.sql`h.path`)}) <= ${home.depth + 2}`);
  return all;
}

/** Hides entries that are private to the web users of one customer: nobody else learns that they exist. */
export function othersPrivateLeftOut({ door, i_customer }: Actor): Prisma.Sql {
  return Prisma.sql`(NOT jsonb_exists(h.detail, 'private') OR (${isWebUser({ door })} AND h.actor_customer = ${i_customer}))`;
}
