import { idsOn } from "../customers/tree";
import type { Queries } from "../database/client";
import { uniqueKey } from "../unique-key";
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
  readonly i_lang: string;
  readonly start_page: number;
  readonly password_foreign: boolean;
  readonly one_time_foreign: boolean;
  /** itself, its customer or an ancestor is blocked */
  readonly blocked: boolean;
};

/** What a login and a password prove. */
export type Proof =
  | { readonly by: "nothing" }
  | { readonly by: "password" | "one-time password"; readonly user: WebUserRow };

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
  const { password_hash: _hash, one_time_hash: _oneTime, one_time_expires_at: expires, ...user } = found;
  if (right) return { by: "password", user };
  if (oneTime && expires && expires > new Date()) return { by: "one-time password", user };
  return { by: "nothing" };
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
  const [row] = await db.$queryRaw<(WebUserRow & Secrets)[]>`
    SELECT w.i_web_user, w.i_customer, w.login, w.access_level, w.default_user, c.path, c.i_lang, c.start_page,
           w.password_foreign, w.one_time_foreign, w.password_hash, w.one_time_hash, w.one_time_expires_at,
           EXISTS (SELECT FROM blocks b WHERE b.i_web_user = w.i_web_user
                      OR b.i_customer = ANY (string_to_array(rtrim(c.path, '/'), '/')::int[])) AS blocked
      FROM web_users w JOIN customers c ON c.i_customer = w.i_customer
     WHERE w.login_key = ${uniqueKey(login)}`;
  return row ?? null;
}
