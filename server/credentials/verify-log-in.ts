import type { Queries } from "../database/client";
import { hasLogin, likeliestLogin } from "../database/find-by-key";
import { Prisma } from "../database/generated/client";
import { idsAlong, idsOn } from "../tree/tree";
import { chosenLanguage } from "./chosen-language";
import { isDemonstrationPassword } from "./demonstration-password";
import { isOneTimePassword } from "./one-time-password";
import { isPassword } from "./password-hash";

/** A web user, with what decides whether it may come in. */
export type WebUserRow = {
  readonly i_web_user: number;
  readonly i_customer: number;
  readonly login: string;
  readonly access_level: string;
  readonly default_user: boolean;
  readonly path: string;
  /** see `chosenLanguage`; null: nobody chose one */
  readonly i_lang: string | null;
  readonly start_page: number;
  /** for which customer acted who set them; null: their owner did */
  readonly password_set_by: number | null;
  readonly one_time_set_by: number | null;
  readonly password_must_change: boolean;
  readonly has_factor: boolean;
  /** its customer wants a second factor of all its web users */
  readonly factor_required: boolean;
  readonly last_log_in_at: Date | null;
  /** itself, its customer or an ancestor is blocked */
  readonly blocked: boolean;
};

/** What a login and a password prove. */
export type Proof =
  | { readonly by: "nothing" }
  /** `hash`: what the password was compared with */
  | { readonly by: "password"; readonly user: WebUserRow; readonly hash: string | null }
  | { readonly by: "one-time password"; readonly user: WebUserRow };

/**
 * Checks a login and a password. Takes the same time whatever comes out: one hash, always.
 * Whether the user is blocked or in the caller's scope is the caller's question.
 * @param local whether the try comes from this very machine, see `isDemonstrationPassword`
 */
export async function verifyLogIn(
  db: Queries,
  login: string,
  password: string,
  local: boolean,
): Promise<Proof> {
  const found = await findByLogin(db, login);
  const right = await isPassword(password, found?.password_hash ?? null);
  const oneTime = isOneTimePassword(password, found?.one_time_hash ?? null);
  if (!found || (isDemonstrationPassword(password) && !local)) return { by: "nothing" };
  const { password_hash: hash, one_time_hash: _oneTime, one_time_expires_at: expires, ...user } = found;
  if (right) return { by: "password", user, hash };
  if (oneTime && expires && expires > new Date()) return { by: "one-time password", user };
  return { by: "nothing" };
}

/**
 * Holds a web user's row, and says whether the password that was compared is still its. Comparing takes a while, in which
 * it may have been changed, and the log-ins made with it ended: one more would outlive them.
 */
export async function holdsPassword(db: Queries, i_web_user: number, hash: string | null): Promise<boolean> {
  const held = await db.$queryRaw<unknown[]>`
    SELECT FROM web_users WHERE i_web_user = ${i_web_user} AND password_hash = ${hash} FOR NO KEY UPDATE`;
  return held.length === 1;
}

/** Whether a web user's customer is `top` or below it. */
export function belongsTo(user: Pick<WebUserRow, "path">, i_customer: number): boolean {
  return idsOn(user.path).includes(i_customer);
}

type Secrets = {
  readonly password_hash: string | null;
  readonly one_time_hash: string | null;
  readonly one_time_expires_at: Date | null;
};

async function findByLogin(db: Queries, login: string): Promise<(WebUserRow & Secrets) | null> {
  return await findUser(db, Prisma.sql`${hasLogin(login)} ${likeliestLogin(login)}`);
}

/** A web user by its id, with what decides whether it may come in. */
export async function findUserById(db: Queries, i_web_user: number): Promise<WebUserRow | null> {
  const found = await findUser(db, Prisma.sql`w.i_web_user = ${i_web_user}`);
  if (!found) return null;
  const { password_hash: _hash, one_time_hash: _oneTime, one_time_expires_at: _expires, ...user } = found;
  return user;
}

async function findUser(db: Queries, condition: Prisma.Sql): Promise<(WebUserRow & Secrets) | null> {
  const [row] = await db.$queryRaw<(WebUserRow & Secrets)[]>`
    SELECT w.i_web_user, w.i_customer, w.login, w.access_level, w.default_user, c.path,
           ${chosenLanguage} AS i_lang, coalesce(w.start_page, c.start_page) AS start_page,
           CASE WHEN w.password_foreign THEN coalesce(w.password_set_by, 1) END AS password_set_by,
           CASE WHEN w.one_time_foreign THEN coalesce(w.one_time_set_by, 1) END AS one_time_set_by,
           w.password_hash, w.one_time_hash, w.one_time_expires_at,
           w.password_must_change,
           w.last_log_in_at,
           EXISTS (SELECT FROM factors f WHERE f.i_web_user = w.i_web_user AND f.confirmed_at IS NOT NULL) AS has_factor,
           EXISTS (SELECT FROM customer_preferences p WHERE p.i_customer = w.i_customer AND p.require_factor) AS factor_required,
           EXISTS (SELECT FROM blocks b WHERE b.i_web_user = w.i_web_user
                      OR b.i_customer = ANY (${idsAlong(Prisma.sql`c.path`)})) AS blocked
      FROM web_users w JOIN customers c ON c.i_customer = w.i_customer
     WHERE ${condition}`;
  return row ?? null;
}
