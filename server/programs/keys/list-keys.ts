import type { KeyAreas } from "@/attributes/key-areas";
import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { isOn } from "../../input/is-on";
import { operation } from "../../operation/operation";

/** A key as its owner, and an administrator of its customer, see it. */
export type KeyLine = {
  readonly i_key: number;
  readonly i_web_user: number;
  /** the login of its owner */
  readonly login: string;
  readonly name: string;
  /** the part of its text that stays visible */
  readonly prefix: string;
  readonly areas: KeyAreas;
  /** from where it is taken; none: from anywhere */
  readonly networks: readonly string[];
  /** `replaced`: it has a successor, and is taken a while longer */
  readonly state: "valid" | "replaced" | "expired" | "ended";
  /** whether it has a successor */
  readonly replaced: boolean;
  readonly line: number;
  readonly created_at: Date;
  readonly expires_at: Date;
  /** when every key of its line ends at the latest */
  readonly line_ends_at: Date;
  /** to the minute */
  readonly used_at: Date | null;
  readonly used_address: string | null;
  readonly ended_at: Date | null;
  /** why it ended before its time, see `KeyEnding` */
  readonly ended_why: string | null;
  /** whether it was made while a password set by somebody else was in force: it ends once its owner chooses one */
  readonly foreign: boolean;
  /** whether it was made to try calls with, for some minutes */
  readonly trial: boolean;
};

/** How long a key that is over stays in lists, in days. */
export const keyStaysDays = 30;
const most = 500;

/**
 * Lists one's own keys; for an ADMINISTRATOR with `all` those of all web users of the customer. Those that are taken come
 * first, the newest on top; those that are over stay for a month. At most 500.
 */
export const listKeys = operation({
  name: "listKeys",
  input: (raw) => ({ all: isOn(raw.all) }),
  needs: {
    about: "scope",
    right: null,
    acts: { of: ({ all }) => (all ? ["own", "web_users"] : ["own"]), some: [["own"]] },
    scope: "none",
  },
  effect: "reads",
  async run({ db, actor, input: { all } }): Promise<{ keys: KeyLine[] }> {
    const whose = all
      ? Prisma.sql`k.i_customer = ${actor.i_customer}`
      : Prisma.sql`k.i_web_user = ${actor.i_web_user}::int`;
    return { keys: await readKeys(db, whose) };
  },
});

/** Reads keys for lists. @param condition on `k` */
export async function readKeys(db: Queries, condition: Prisma.Sql): Promise<KeyLine[]> {
  return await db.$queryRaw<KeyLine[]>`
    SELECT k.i_key, k.i_web_user, w.login, k.name, k.prefix, k.areas, k.networks, k.line, k.created_at, k.rotated_at IS NOT NULL AS replaced,
           k.expires_at, k.line_ends_at, k.trial,
           k.used_at, k.used_address, k.ended_at, k.ended_why, k.credential_set_by IS NOT NULL AS foreign,
           CASE WHEN k.ended_at IS NOT NULL THEN 'ended' WHEN k.expires_at <= now() THEN 'expired'
                WHEN k.rotated_at IS NOT NULL THEN 'replaced' ELSE 'valid' END AS state
      FROM api_keys k JOIN web_users w ON w.i_web_user = k.i_web_user
     WHERE ${condition} AND coalesce(k.ended_at, k.expires_at) > now() - make_interval(days => ${keyStaysDays}::int)
     ORDER BY k.ended_at IS NOT NULL OR k.expires_at <= now(), k.i_key DESC
     LIMIT ${most}`;
}
