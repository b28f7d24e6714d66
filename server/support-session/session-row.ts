import { actionsIn, maskOf } from "@/attributes/rights";
import { isAccessLevel } from "../actor/access-levels";
import { type Actor, authorOf } from "../actor/actor";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { idsAlong } from "../tree/tree";
import { judgeOpening } from "./judge-opening";

/** A support session as the banner shows it. */
export type OpenSupport = {
  readonly i_support: number;
  readonly reference: string;
  readonly reason: string;
  /** the staff member's login */
  readonly login: string;
  /** the customer as whom the portal is open */
  readonly customer: string;
  readonly ends_at: Date;
  /** false: it only reads */
  readonly changes: boolean;
  /** why nobody can let it make changes; null: they can */
  readonly changesRefused: "blocked" | "right" | null;
  /** the customer's own stylesheet is shown */
  readonly styled: boolean;
};

/** A session with the present state of everything that it depends on. A web user who is gone has no level. */
export type SupportSessionRow = {
  readonly i_support: number;
  readonly reference: string;
  readonly i_session: number;
  readonly staff_customer: number;
  readonly staff_path: string;
  readonly staff_i_web_user: number;
  readonly staff_login: string;
  readonly address: string | null;
  readonly i_customer: number;
  readonly path: string;
  readonly name: string;
  readonly reason: string;
  readonly opened_at: Date;
  readonly ends_at: Date;
  readonly changes_at: Date | null;
  readonly styled: boolean;
  readonly logged_in: boolean;
  readonly access_level: string | null;
  readonly staff_blocked: boolean;
  /** the rights over customers that the staff's own customer effectively has */
  readonly staff_mask: number;
  readonly there: boolean;
  readonly refuses: boolean;
  readonly blocked: boolean;
};

/** What ended a session. */
export const endings = [
  "time",
  "staff",
  "log-out",
  "operator",
  "blocked",
  "level",
  "network",
  "refused",
  "gone",
] as const;
export type Ending = (typeof endings)[number];

const rightsOverCustomers = Prisma.raw(maskOf.customers);

/** Finds the sessions that meet a condition on `p`, with what they depend on; one query. */
export async function findSupportSessions(db: Queries, condition: Prisma.Sql): Promise<SupportSessionRow[]> {
  const [staff, opened] = [idsAlong(Prisma.sql`p.staff_path`), idsAlong(Prisma.sql`p.path`)];
  return await db.$queryRaw<SupportSessionRow[]>`
    SELECT p.i_support, p.reference, p.i_session, p.staff_customer, p.staff_path, p.staff_i_web_user, p.staff_login, p.address,
           p.i_customer, p.path, p.name, p.reason, p.opened_at, p.ends_at, p.changes_at, p.styled,
           s.i_session IS NOT NULL AS logged_in, w.access_level,
           EXISTS (SELECT FROM blocks b WHERE b.i_web_user = p.staff_i_web_user OR b.i_customer = ANY (${staff})) AS staff_blocked,
           coalesce((SELECT bit_and(a.${rightsOverCustomers}) FROM customers a WHERE a.i_customer = ANY (${staff})), 0)::int AS staff_mask,
           c.i_customer IS NOT NULL AS there, coalesce(r.refuse_support, false) AS refuses,
           EXISTS (SELECT FROM blocks b WHERE b.i_customer = ANY (${opened})) AS blocked
      FROM support_sessions p
      LEFT JOIN sessions s ON s.i_session = p.i_session AND s.i_web_user = p.staff_i_web_user
                          AND s.kind = 'full' AND s.expires_at > now()
      LEFT JOIN web_users w ON w.i_web_user = p.staff_i_web_user AND w.i_customer = p.staff_customer
      LEFT JOIN customers c ON c.i_customer = p.i_customer
      LEFT JOIN customer_preferences r ON r.i_customer = p.i_customer
     WHERE ${condition}`;
}

/**
 * Says why a session no longer holds; null: it does. @param from the caller; absent: the clock asks, not a request
 */
export function endingOf(
  row: SupportSessionRow,
  from?: Pick<Actor, "address" | "forwarded">,
  now = new Date(),
): Ending | null {
  if (row.ends_at <= now) return "time";
  if (row.staff_blocked) return "blocked";
  if (!row.there) return "gone";
  if (row.access_level === null || !row.logged_in) return "log-out";
  if (!isAccessLevel(row.access_level)) return "level";
  const opener = {
    door: "web" as const,
    i_customer: row.staff_customer,
    path: row.staff_path,
    access_level: row.access_level,
    address: from ? from.address : row.address,
    forwarded: from?.forwarded ?? false,
  };
  const refusal = judgeOpening(opener, row);
  if (!refusal) return null;
  const { key } = refusal.reason ?? {};
  return key === "support_network" ? "network" : key === "support_refused" ? "refused" : "level";
}

/** Makes the actor of a session. What sets it apart from the customer's own ADMINISTRATOR stands here and in `IN_SUPPORT`. */
export function supportActor(
  row: SupportSessionRow,
  from: Pick<Actor, "address" | "freshUntil" | "credentialSetBy">,
): Actor {
  return {
    door: "support",
    i_customer: row.i_customer,
    i_web_user: null,
    login: null,
    access_level: "IN_SUPPORT",
    address: from.address,
    freshUntil: from.freshUntil ?? null,
    credentialSetBy: from.credentialSetBy ?? null,
    behalf: { i_customer: row.i_customer, path: row.path, name: row.name },
    support: {
      i_support: row.i_support,
      reference: row.reference,
      reason: row.reason,
      staff: {
        i_customer: row.staff_customer,
        i_web_user: row.staff_i_web_user,
        login: row.staff_login,
      },
      changes: row.changes_at !== null && changesRefused(row) === null,
    },
  };
}

/**
 * A session allows nothing that neither side could do alone: a blocked customer changes nothing, and staff whose own customer
 * may not edit customers do not edit one from inside.
 */
export function changesRefused({ blocked, staff_mask }: SupportSessionRow): OpenSupport["changesRefused"] {
  if (blocked) return "blocked";
  return !actionsIn(staff_mask).includes("edit") ? "right" : null;
}

/** The actor of the entry about a session's end: the staff member, whoever else ended it, or nobody. */
export function endingActor(row: SupportSessionRow, by: Actor): Actor {
  const { behalf, support } = supportActor(row, by);
  const { i_customer, i_web_user, login } = authorOf(by);
  if (!behalf || !support) throw new Error("a session has both");
  return { ...by, behalf, support: { ...support, staff: { i_customer, i_web_user, login } } };
}

/** Picks what the banner shows. */
export function openSupportOf(row: SupportSessionRow): OpenSupport {
  return {
    i_support: row.i_support,
    reference: row.reference,
    reason: row.reason,
    login: row.staff_login,
    customer: row.name,
    ends_at: row.ends_at,
    changes: row.changes_at !== null && changesRefused(row) === null,
    changesRefused: changesRefused(row),
    styled: row.styled,
  };
}
