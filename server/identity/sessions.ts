import { createHash, randomBytes } from "node:crypto";
import type { Actor } from "../actor";
import { database, type Queries } from "../database/client";
import { timeZoneName } from "../dictionaries/dictionaries";
import { isAccessLevel } from "./access-levels";

const hour = 60 * 60 * 1000;

/** How long a log-in lasts without being used, and a half one at all. Source: semantics, 'Signing in'. */
const lasts = { full: 12 * hour, half: hour / 4 } as const;

export type SessionKind = keyof typeof lasts;

/** A log-in that holds: who it is, and how pages are shown to it. */
export type LiveSession = {
  readonly actor: Actor;
  readonly kind: SessionKind;
  readonly customer: { readonly name: string; readonly base_currency: string; readonly path: string };
  readonly i_lang: string;
  /** an IANA name */
  readonly timeZone: string;
  /** how it downloads: an id of the dictionary `export_types` */
  readonly i_export_type: number;
  readonly start_page: number;
};

/** @returns the id that the browser holds; only its hash is kept */
export async function openSession(
  db: Queries,
  session: {
    readonly i_web_user: number;
    readonly kind: SessionKind;
    readonly host: string;
    readonly address: string | null;
    readonly userAgent: string;
    readonly foreign: boolean;
  },
): Promise<string> {
  const id = randomBytes(32).toString("base64url");
  const { i_web_user, kind, host, address, foreign } = session;
  await db.session.create({
    data: {
      id_hash: hashOf(id),
      i_web_user,
      kind,
      host,
      address,
      foreign_credential: foreign,
      user_agent: session.userAgent.slice(0, 256),
      expires_at: new Date(Date.now() + lasts[kind]),
    },
    select: { i_session: true },
  });
  return id;
}

/**
 * Whether a log-in still holds: looked up on every request, so that a log-out elsewhere or a block works at once.
 * @param host a session is good on the host that made it
 * @returns null where it does not
 */
export async function findSession(
  id: string,
  host: string,
  address: string | null,
): Promise<LiveSession | null> {
  const [row] = await database().$queryRaw<SessionRow[]>`
    SELECT s.i_session, s.kind, s.seen_at, s.foreign_credential, w.i_web_user, w.login, w.access_level,
           c.i_customer, c.name, c.path, c.base_currency, c.i_lang, c.i_time_zone, c.i_export_type, c.start_page
      FROM sessions s
      JOIN web_users w ON w.i_web_user = s.i_web_user
      JOIN customers c ON c.i_customer = w.i_customer
     WHERE s.id_hash = ${hashOf(id)} AND s.host = ${host} AND s.expires_at > now()
       AND NOT EXISTS (SELECT FROM blocks b WHERE b.i_web_user = w.i_web_user
                          OR b.i_customer = ANY (string_to_array(rtrim(c.path, '/'), '/')::int[]))`;
  if (!row || !isAccessLevel(row.access_level)) return null;
  if (row.kind === "full" && Date.now() - row.seen_at.getTime() > hour / 12) await prolong(row.i_session);
  return {
    actor: {
      door: "web",
      i_customer: row.i_customer,
      i_web_user: row.i_web_user,
      login: row.login,
      access_level: row.access_level,
      address,
      i_session: row.i_session,
      foreignCredential: row.foreign_credential,
    },
    kind: row.kind,
    customer: { name: row.name, base_currency: row.base_currency, path: row.path },
    i_lang: row.i_lang,
    timeZone: timeZoneName(row.i_time_zone),
    i_export_type: row.i_export_type,
    start_page: row.start_page,
  };
}

/** Ends a log-in. Ending what has ended is no mistake. */
export async function endSession(i_session: number): Promise<void> {
  await database().session.deleteMany({ where: { i_session } });
}

type SessionRow = {
  readonly i_session: number;
  readonly kind: SessionKind;
  readonly seen_at: Date;
  readonly foreign_credential: boolean;
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
  await database().session.updateMany({
    where: { i_session },
    data: { seen_at: new Date(), expires_at: new Date(Date.now() + lasts.full) },
  });
}

function hashOf(id: string): string {
  return createHash("sha256").update(id).digest("hex");
}
