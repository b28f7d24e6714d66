import { sourceOf } from "@/attributes/rights";
import { isLocalAlias } from "../brand/alias/alias-name";
import type { Queries } from "../database/client";
import { apiKey, webKey } from "../operation/throttle-keys";
import { at, type Reading, type Reason } from "../record/refusal/reason";
import { givableAlong } from "../tree/rights";
import { isWithin } from "../tree/tree";

/** A web user of the customer in question. */
export type AskedUser = {
  readonly i_web_user: number;
  readonly login: string;
  readonly access_level: string;
  readonly default_user: boolean;
};

/** Why a person or a program cannot even get in. */
export type AccessStanding = {
  /** what keeps them out */
  readonly reasons: Reason[];
  /** what does not, but may be what the caller means */
  readonly hints: Reason[];
};

type Row = {
  readonly dns_alias: string;
  readonly verified: boolean;
  readonly has_api_password: boolean;
  readonly has_password: boolean;
  readonly has_one_time: boolean;
  readonly must_change: boolean;
  readonly has_factor: boolean;
  readonly factor_required: boolean;
  readonly logged_in: boolean;
  readonly web_wait: number | null;
  readonly api_wait: number | null;
  /** customers on the way that are blocked */
  readonly blocked: readonly number[];
  readonly user_blocked: boolean;
};

/**
 * Finds what keeps a web user or a program out before any operation starts: blocks on the way, no password, too many failed
 * tries, the switches of the API, an unverified alias. One query.
 * @param user the web user; for programs the default one
 */
export async function accessStandingOf(
  db: Queries,
  by: "web" | "api",
  user: AskedUser,
  reading: Reading,
): Promise<AccessStanding> {
  const own = reading.lineage.at(-1);
  if (!own) throw new Error("a customer is on its own way");
  const ids = reading.lineage.map(({ i_customer }) => i_customer);
  const [row] = await db.$queryRaw<Row[]>`
    SELECT c.dns_alias, c.alias_verified_at IS NOT NULL AS verified, c.api_secret IS NOT NULL AS has_api_password,
           w.password_hash IS NOT NULL AS has_password,
           w.one_time_hash IS NOT NULL AND w.one_time_expires_at > now() AS has_one_time,
           w.password_must_change AS must_change,
           EXISTS (SELECT FROM factors f WHERE f.i_web_user = w.i_web_user AND f.confirmed_at IS NOT NULL) AS has_factor,
           EXISTS (SELECT FROM customer_preferences p WHERE p.i_customer = c.i_customer AND p.require_factor) AS factor_required,
           EXISTS (SELECT FROM sessions s WHERE s.i_web_user = w.i_web_user AND s.kind = 'full' AND s.expires_at > now())
             AS logged_in,
           (SELECT extract(epoch FROM t.wait_until - now())::float8 FROM throttles t
             WHERE t.throttle_key = ${webKey(user.login)}) AS web_wait,
           (SELECT extract(epoch FROM t.wait_until - now())::float8 FROM throttles t
             WHERE t.throttle_key = ${apiKey(user.login)}) AS api_wait,
           ARRAY(SELECT DISTINCT b.i_customer FROM blocks b WHERE b.i_customer = ANY (${ids}::int[])) AS blocked,
           EXISTS (SELECT FROM blocks b WHERE b.i_web_user = w.i_web_user) AS user_blocked
      FROM customers c JOIN web_users w ON w.i_customer = c.i_customer AND w.i_web_user = ${user.i_web_user}
     WHERE c.i_customer = ${own.i_customer}`;
  if (!row) return { reasons: [], hints: [] };
  const blocks = blocksOn(row.blocked, reading);
  if (row.user_blocked) blocks.push(reason("web_user_blocked", null));
  return by === "api"
    ? { reasons: [...blocks, ...apiReasons(row, reading)], hints: [] }
    : {
        reasons: [...blocks, ...webReasons(row, own.i_customer, reading)],
        hints: webHints(row, own.i_customer, reading),
      };
}

/** The blocks on the way; those above the reader count as one, without a name. */
function blocksOn(blocked: readonly number[], reading: Reading): Reason[] {
  const nodes = reading.lineage.filter(({ i_customer }) => blocked.includes(i_customer));
  const seen = nodes.filter(({ path }) => isWithin(path, reading.reader.path));
  const above = seen.length < nodes.length ? [reason("stopped", null, { where: null })] : [];
  return [...above, ...seen.map((node) => reason("stopped", null, at(node, "unblock", reading)))];
}

function apiReasons(row: Row, reading: Reading): Reason[] {
  const lineage = reading.lineage;
  const own = lineage.at(-1);
  const found: Reason[] = [];
  if (own && own.api_access !== 1)
    found.push(reason("api_off", "api_access", at(own, "edit", reading, { attribute: "api_access" })));
  const above = lineage.slice(0, -1);
  const lacking = above.find((node) => givableAlong([node], "api_access") === 0);
  if (lacking) {
    const attribute = sourceOf("api_access");
    found.push(reason("api_not_managed", attribute, at(lacking, "edit", reading, { attribute })));
  }
  if (own && !row.has_api_password) {
    const { mend } = ownPage("api", "edit", own.i_customer, reading);
    found.push(
      reason("api_no_password", "api_password", { mend: mend && { ...mend, attribute: "api_password" } }),
    );
  }
  if (row.api_wait !== null && row.api_wait > 0) found.push(waits(row.api_wait));
  return found;
}

function webReasons(row: Row, i_customer: number, reading: Reading): Reason[] {
  const found: Reason[] = [];
  const page = ownPage("one-time-password", "one-time-password", i_customer, reading);
  if (!row.has_password && !row.has_one_time) found.push(reason("no_password", "web_password", page));
  if (row.web_wait !== null && row.web_wait > 0) found.push(waits(row.web_wait));
  return found;
}

function webHints(row: Row, i_customer: number, reading: Reading): Reason[] {
  const found: Reason[] = [];
  const page = ownPage("one-time-password", "one-time-password", i_customer, reading);
  if (row.must_change) found.push(reason("must_change", null));
  if (row.has_factor || row.factor_required) {
    const mend = { page: "web-users", i_customer } as const;
    found.push({ ...reason(row.has_factor ? "has_factor" : "factor_to_set_up", null), mend });
  }
  if (row.has_one_time) found.push(reason("one_time_pending", null));
  else if (!row.logged_in) found.push(reason("not_logged_in", null, page));
  if (row.dns_alias !== "" && !row.verified && !isLocalAlias(row.dns_alias)) {
    const mend = ownPage("branding", "branding", i_customer, reading);
    found.push({ ...reason("alias_unverified", "dns_alias", mend), values: { alias: row.dns_alias } });
  }
  return found;
}

/** Names the page about the customer itself, which differs for the customer and for those above it. */
function ownPage(
  own: "api" | "branding" | "one-time-password",
  other: "edit" | "branding" | "one-time-password",
  i_customer: number,
  { reader }: Reading,
): Pick<Reason, "mend"> {
  const self = reader.i_customer === i_customer;
  // people who are logged in need no one-time password from themselves
  if (self && own === "one-time-password") return { mend: null };
  return { mend: { page: self ? own : other, i_customer } };
}

function waits(seconds: number): Reason {
  return { ...reason("log_in_waits", null), values: { seconds: Math.ceil(seconds) } };
}

function reason(
  key: string,
  attribute: string | null,
  more: Partial<Pick<Reason, "where" | "mend">> = {},
): Reason {
  return { code: null, key, values: {}, attribute, mend: null, ...more };
}
