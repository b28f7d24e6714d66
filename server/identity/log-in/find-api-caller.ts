import type { AccessLevel } from "../../actor/access-levels";
import {
  type ProgramStanding,
  type StandingRow,
  standingColumns,
  standingIn,
} from "../../credentials/api-access";
import type { Queries } from "../../database/client";
import { hasKey } from "../../database/find-by-key";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";
import { uniqueKey } from "../../ground/text/unique-key";

/** The caller behind an API login, with everything that decides whether we let the call in. */
export type ApiCaller = ProgramStanding & {
  readonly i_customer: number;
  readonly path: string;
  readonly i_web_user: number;
  readonly login: string;
  readonly access_level: AccessLevel;
  /** see `readApiSecret`; null: there is no API password */
  readonly api_secret: Uint8Array | null;
  /** the customer whose user set it; null: its own */
  readonly credential_set_by: number | null;
};

export type ApiLookup = {
  /** null: nobody has this login */
  readonly caller: ApiCaller | null;
  /** how long a try has to wait after earlier failures, in milliseconds; null: there were none */
  readonly waitMs: number | null;
};

/**
 * Finds the caller of an API login in one query: the customer whose default web user's login is spelled exactly so. For
 * an unknown login it does the same work for root and discards it, so that it takes as long.
 * @param throttleKey the key that counts failures of this login
 */
export async function findApiCaller(db: Queries, login: string, throttleKey: string): Promise<ApiLookup> {
  const [row] = await readRows<Row>(
    db,
    Prisma.sql`
    WITH f (i_web_user) AS MATERIALIZED (
      SELECT (SELECT u.i_web_user FROM web_users u
               WHERE ${hasKey(Prisma.sql`u.login_key`, uniqueKey(login))} AND u.login = ${login} AND u.default_user))
    SELECT f.i_web_user IS NOT NULL AS known, t.wait_ms,
           c.i_customer, c.path, w.i_web_user, w.login, w.access_level, c.api_secret,
           nullif(coalesce(c.api_secret_set_by, 1), c.i_customer) AS credential_set_by,
           ${standingColumns}
      FROM f
      JOIN web_users w ON w.i_web_user = coalesce(f.i_web_user,
                            (SELECT r.i_web_user FROM web_users r WHERE r.i_customer = 1 AND r.default_user))
      JOIN customers c ON c.i_customer = w.i_customer
      LEFT JOIN LATERAL (SELECT (extract(epoch FROM h.wait_until - now()) * 1000)::float8
                           FROM throttles h WHERE h.throttle_key = ${throttleKey}) AS t (wait_ms) ON true`,
  );
  if (!row) throw new Error("root has a default web user");
  const { known, wait_ms: waitMs, api_access, managed_above, ...caller } = row;
  const standing = standingIn(row);
  return { caller: known ? { ...caller, ...standing } : null, waitMs };
}

type Row = Omit<ApiCaller, keyof ProgramStanding> &
  StandingRow & {
    readonly known: boolean;
    readonly wait_ms: number | null;
  };
