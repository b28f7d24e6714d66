import { personalNames } from "@/attributes/lists";
import type { AccessLevel } from "../../actor/access-levels";
import {
  type ChosenSettings,
  type CustomerSettings,
  customerSettings,
  isAlone,
} from "../../credentials/customer-settings";
import { webUserHead } from "../../credentials/find-web-user";
import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readId } from "../../input/read-id";
import { operation } from "../../operation/operation";
import { webKey } from "../../operation/throttle-keys";

/** A web user in a list. */
export type WebUserLine = {
  readonly i_web_user: number;
  readonly login: string;
  readonly name: string;
  readonly access_level: AccessLevel;
  readonly default_user: boolean;
  readonly last_log_in_at: Date | null;
  /** it is blocked itself */
  readonly blocked: boolean;
  /** it has a password, or waits for its owner to choose one */
  readonly has_password: boolean;
  readonly factors: number;
  /** until when its invitation is valid; null: there is none, or the person accepted it */
  readonly invited_until: Date | null;
  /** a requested address whose link nobody has opened yet; null: none */
  readonly pending_email: string | null;
  readonly pending_until: Date | null;
};

/** A web user, with everything that people who look after it may see. */
export type WebUserView = WebUserLine &
  ChosenSettings & {
    readonly i_customer: number;
    /** its own address; '' if it has none */
    readonly email: string;
    readonly email_verified_at: Date | null;
    readonly created_at: Date;
    readonly password_changed_at: Date;
    readonly password_must_change: boolean;
    /** recent failed tries, and until when the next must wait */
    readonly failures: number;
    readonly wait_until: Date | null;
    /** in how many browsers it is logged in now */
    readonly log_ins: number;
    /** the last mail to it */
    readonly last_mail: LastMail | null;
  };

export type LastMail = {
  readonly i_mail: bigint;
  readonly kind: string;
  readonly state: string;
  readonly recipient: string;
  readonly created_at: Date;
  readonly sent_at: Date | null;
  readonly error: string;
};

const columns = Prisma.sql`
  w.i_web_user, w.login, w.name, w.access_level, w.default_user, w.last_log_in_at,
  EXISTS (SELECT FROM blocks b WHERE b.i_web_user = w.i_web_user) AS blocked, w.password_hash IS NOT NULL AS has_password,
  (SELECT count(*)::int FROM factors f WHERE f.i_web_user = w.i_web_user AND f.confirmed_at IS NOT NULL) AS factors,
  (SELECT max(l.expires_at) FROM links l WHERE l.i_web_user = w.i_web_user AND l.kind = 'invitation'
      AND l.used_at IS NULL AND l.expires_at > now()) AS invited_until,
  v.email AS pending_email, v.expires_at AS pending_until`;

const settings = Prisma.raw(personalNames.map((name) => `w."${name}"`).join(", "));

/** The link of an unconfirmed address; there is one at most. */
const pending = Prisma.sql`
  LEFT JOIN links v ON v.i_web_user = w.i_web_user AND v.kind = 'verify-email' AND v.used_at IS NULL AND v.expires_at > now()`;

const most = 200;

/**
 * The web users of one's own customer or of one below, the default one first, then by login; at most 200.
 * @throws Refusal 404 no such customer, or not yours
 */
export const listWebUsers = operation({
  name: "listWebUsers",
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "own-or-below", opens: true },
    right: null,
    acts: ["read_web_users"],
    scope: "none",
  },
  effect: "reads",
  input: (raw) => ({ i_customer: readId(raw, "i_customer") }),
  async run({ db, target }): Promise<{ web_users: WebUserLine[] }> {
    return { web_users: await findLines(db, target.i_customer) };
  },
});

async function findLines(db: Queries, i_customer: number): Promise<WebUserLine[]> {
  return await db.$queryRaw<WebUserLine[]>`
    SELECT ${columns} FROM web_users w ${pending}
     WHERE w.i_customer = ${i_customer} ORDER BY w.default_user DESC, w.login_order LIMIT ${most}`;
}

/** One web user, its log-in's state and the customer's settings. @throws Refusal 404 no such web user, or not yours */
export const getWebUser = operation({
  name: "getWebUser",
  needs: {
    about: { what: "web_user", by: ["i_web_user"], whose: "own-or-below", opens: true },
    right: null,
    acts: ["read_web_users"],
    scope: "none",
  },
  effect: "reads",
  input: (raw) => ({ i_web_user: readId(raw, "i_web_user") }),
  async run({ db, target }): Promise<{
    web_user: WebUserView;
    self: boolean;
    customers: CustomerSettings;
    alone: boolean;
  }> {
    const user = await webUserHead(db, target.id);
    const [row] = await db.$queryRaw<Omit<WebUserView, "last_mail">[]>`
      SELECT ${columns}, w.i_customer, w.email, w.email_verified_at, ${settings},
             w.created_at, w.password_changed_at, w.password_must_change,
             (SELECT count(*)::int FROM sessions s
               WHERE s.i_web_user = w.i_web_user AND s.kind = 'full' AND s.expires_at > now()) AS log_ins,
             coalesce(t.failures, 0) AS failures,
             CASE WHEN t.wait_until > now() THEN t.wait_until END AS wait_until
        FROM web_users w ${pending} LEFT JOIN throttles t ON t.throttle_key = ${webKey(user.login)}
       WHERE w.i_web_user = ${user.i_web_user}`;
    if (!row) throw new Error("it was found just now");
    const [customers, alone] = await Promise.all([
      customerSettings(db, row.i_customer),
      isAlone(db, row.i_customer),
    ]);
    const last_mail = await db.mail.findFirst({
      where: { i_web_user: user.i_web_user },
      select: {
        i_mail: true,
        kind: true,
        state: true,
        recipient: true,
        created_at: true,
        sent_at: true,
        error: true,
      },
      orderBy: { i_mail: "desc" },
    });
    const self = target.relation !== "below";
    return { web_user: { ...row, last_mail }, self, customers, alone };
  },
});
