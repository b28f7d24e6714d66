import { isAccessLevel } from "../actor/access-levels";
import type { Actor } from "../actor/actor";
import { systemActor } from "../actor/system-actor";
import { admits } from "../brand/hosts";
import { database, type Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { timeZoneName } from "../dictionaries/dictionaries";
import { hashToken, makeToken } from "../ground/keys/token";
import { log } from "../ground/log";
import { closeSupportSessionsOf } from "../support-session/close-session";
import type { OpenSupport } from "../support-session/session-row";
import { idsAlong, type Node, nodesWhere } from "../tree/tree";
import { type BegunJob, begunJobs } from "./begun-jobs";
import { type Owned, ownedBy } from "./owned";

const hour = 60 * 60 * 1000;

/**
 * How long an unused log-in lasts, and how long a half one lasts at all: one that may only choose a password (`half`) or
 * one that waits for the second factor (`factor`). Source: semantics, 'Signing in'.
 */
const lasts = { full: 8 * hour, half: hour / 4, factor: hour / 4 } as const;

export type SessionKind = keyof typeof lasts;

/** A valid log-in: who it is, and how to show pages to them. */
export type LiveSession = {
  readonly actor: Actor;
  readonly kind: SessionKind;
  readonly customer: { readonly name: string; readonly base_currency: string; readonly path: string };
  readonly i_lang: string;
  /** an IANA name */
  readonly timeZone: string;
  /** the download format, an id of the dictionary `export_types` */
  readonly i_export_type: number;
  readonly start_page: number;
  /** the person in front of the screen: the actor, or in a support session the staff member */
  readonly person: Actor;
  /** the nodes from the root down to the customer, for the door to note: see request-lineage */
  readonly lineage: readonly Node[];
  /** what the customer has of its own */
  readonly owns: { readonly customers: boolean; readonly tariffs: boolean };
  /** the support session; null: the person works as themselves */
  readonly support: OpenSupport | null;
  /** the jobs that they began, in a support session within it, and that run or of whose end they have not been told */
  readonly jobs: readonly BegunJob[];
};

/** How long a log-in lasts at most, even in constant use, in milliseconds. */
const longestMs = 7 * 24 * hour;

/** How long a confirmed identity stays fresh. */
const freshForMs = hour / 4;

/** When somebody confirmed that it is they. @param freshUntil until when that holds; null: they have not */
export function confirmedAt(freshUntil: Date | null): Date {
  const now = Date.now();
  return new Date(freshUntil === null ? now : Math.min(now, freshUntil.getTime() - freshForMs));
}

/** @returns the id for the browser; we store only its hash */
export async function openSession(
  db: Queries,
  session: {
    readonly i_web_user: number;
    readonly kind: SessionKind;
    /** what a log-in that waits for its second factor becomes afterwards */
    readonly becomes: "full" | "half";
    readonly opened_by: string;
    readonly host: string;
    readonly address: string | null;
    readonly userAgent: string;
    /** the customer whose user set the password in use; null: its owner did */
    readonly credentialSetBy: number | null;
    /** the browser, if we recognise it */
    readonly i_device?: number | null;
  },
): Promise<string> {
  const id = makeToken();
  const { i_web_user, kind, becomes, opened_by, host, address, credentialSetBy } = session;
  await db.session.create({
    data: {
      id_hash: hashToken(id),
      i_web_user,
      kind,
      becomes,
      opened_by,
      i_device: session.i_device ?? null,
      host,
      address,
      credential_set_by: credentialSetBy,
      user_agent: session.userAgent.slice(0, 256),
      expires_at: new Date(Date.now() + lasts[kind]),
      // a new log-in is fresh
      fresh_until: kind === "full" ? new Date(Date.now() + freshForMs) : null,
    },
    select: { i_session: true },
  });
  return id;
}

/**
 * Looks a log-in up. Every request does this, so that a log-out elsewhere or a block works at once.
 * @param host a session is valid only on the host that made it
 * @param forwarded whether a proxy that we do not trust passed the address on
 * @returns null if it is not valid
 */
export async function findSession(
  id: string,
  host: string,
  address: string | null,
  forwarded = false,
): Promise<LiveSession | null> {
  const [row] = await readRows<SessionRow>(
    database(),
    Prisma.sql`
    SELECT s.i_session, s.kind, s.seen_at, s.credential_set_by, w.i_web_user, w.login, w.access_level,
           s.fresh_until, c.i_customer, c.name, c.path, c.base_currency,
           coalesce(w.i_lang, c.i_lang) AS i_lang, coalesce(w.i_time_zone, c.i_time_zone) AS i_time_zone,
           coalesce(w.i_export_type, c.i_export_type) AS i_export_type, coalesce(w.start_page, c.start_page) AS start_page,
           ${ownedBy(Prisma.sql`c.i_customer`)}, ${begunJobs(Prisma.sql`j.i_web_user = w.i_web_user AND j.i_support IS NULL`)},
           ${nodesWhere(Prisma.sql`a.i_customer = ANY (${idsAlong(Prisma.sql`c.path`)})`)} AS lineage
      FROM sessions s
      JOIN web_users w ON w.i_web_user = s.i_web_user
      JOIN customers c ON c.i_customer = w.i_customer
     WHERE s.id_hash = ${hashToken(id)} AND s.host = ${host} AND s.expires_at > now()
       AND s.created_at > now() - make_interval(secs => ${longestMs / 1000})
       AND NOT EXISTS (SELECT FROM blocks b WHERE b.i_web_user = w.i_web_user
                          OR b.i_customer = ANY (${idsAlong(Prisma.sql`c.path`)}))`,
  );
  if (!row || !isAccessLevel(row.access_level)) return null;
  // meanwhile the host may have become another customer's alias
  if (!(await admits(host, row.path))) return null;
  if (row.kind === "full" && Date.now() - row.seen_at.getTime() > hour / 12) await prolong(row.i_session);
  const actor: Actor = {
    door: "web",
    i_customer: row.i_customer,
    i_web_user: row.i_web_user,
    login: row.login,
    access_level: row.access_level,
    address,
    forwarded,
    i_session: row.i_session,
    credentialSetBy: row.credential_set_by,
    freshUntil: row.fresh_until,
  };
  return {
    actor,
    person: actor,
    support: null,
    kind: row.kind,
    lineage: row.lineage,
    owns: { customers: row.has_customers, tariffs: row.has_tariffs },
    jobs: row.jobs,
    customer: { name: row.name, base_currency: row.base_currency, path: row.path },
    i_lang: row.i_lang,
    timeZone: timeZoneName(row.i_time_zone),
    i_export_type: row.i_export_type,
    start_page: row.start_page,
  };
}

/** What changes when a log-in gets a new id. */
export type Renewed = {
  readonly kind: SessionKind;
  /** the owner has just chosen the password; absent: whoever set it stays the same */
  readonly ownPassword?: true;
};

/**
 * Gives a log-in a new id, as after the second factor or a change of password, which makes the old id worthless. The
 * person has just confirmed their identity, so a full log-in is fresh. Its maximum age still counts from its beginning.
 * @returns the new id for the browser; null: the log-in has ended
 */
export async function renewSession(
  db: Queries,
  i_session: number,
  { kind, ownPassword }: Renewed,
): Promise<string | null> {
  const id = makeToken();
  const { count } = await db.session.updateMany({
    where: { i_session, expires_at: { gt: new Date() } },
    data: {
      id_hash: hashToken(id),
      kind,
      ...(ownPassword ? { credential_set_by: null } : {}),
      seen_at: new Date(),
      expires_at: new Date(Date.now() + lasts[kind]),
      fresh_until: kind === "full" ? new Date(Date.now() + freshForMs) : null,
    },
  });
  return count === 0 ? null : id;
}

/** Records that a web user has confirmed their identity (step-up). @returns until when the log-in stays fresh */
export async function freshen(db: Queries, i_session: number): Promise<Date> {
  const fresh_until = new Date(Date.now() + freshForMs);
  await db.session.updateMany({ where: { i_session, kind: "full" }, data: { fresh_until } });
  return fresh_until;
}

/** Ends all log-ins of a web user. @param but the one to keep, if any */
export async function endSessions(db: Queries, i_web_user: number, but?: number | undefined): Promise<void> {
  await db.session.deleteMany({
    where: { i_web_user, ...(but === undefined ? {} : { i_session: { not: but } }) },
  });
}

/** Ends a log-in and the support session in it. Ending it twice does no harm. */
export async function endSession(i_session: number): Promise<void> {
  await database().session.deleteMany({ where: { i_session } });
  // the log-in is already invalid here, so a failure to report its end keeps nobody logged in
  await database()
    .$transaction(async (tx) => await closeSupportSessionsOf(tx, i_session, "log-out", systemActor))
    .catch((error: unknown) => log.error({ err: error }, "a support session could not be ended"));
}

type SessionRow = Owned & {
  readonly lineage: readonly Node[];
  readonly jobs: readonly BegunJob[];
  readonly i_session: number;
  readonly kind: SessionKind;
  readonly seen_at: Date;
  readonly credential_set_by: number | null;
  readonly fresh_until: Date | null;
  readonly i_web_user: number;
  readonly login: string;
  readonly access_level: string;
  readonly i_customer: number;
  readonly name: string;
  readonly path: string;
  readonly base_currency: string;
  readonly i_lang: string;
  readonly i_time_zone: number;
  readonly i_export_type: number;
  readonly start_page: number;
};

async function prolong(i_session: number): Promise<void> {
  await database().$executeRaw`
    UPDATE sessions SET seen_at = now(),
           expires_at = least(now() + make_interval(secs => ${lasts.full / 1000}),
                              created_at + make_interval(secs => ${longestMs / 1000}))
     WHERE i_session = ${i_session}`;
}
