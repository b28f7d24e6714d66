import type { Queries } from "../database/client";
import { hasLogin, likeliestLogin } from "../database/find-by-key";

/** The owner of a login. */
export type LoginOwner = {
  readonly i_web_user: number;
  readonly i_customer: number;
  readonly path: string;
  readonly login: string;
};

/** Finds the owner of a typed login, whether or not it may log in; undefined: nobody. */
export async function findLogin(db: Queries, login: string): Promise<LoginOwner | undefined> {
  const [user] = await db.$queryRaw<LoginOwner[]>`
    SELECT w.i_web_user, w.i_customer, c.path, w.login FROM web_users w JOIN customers c ON c.i_customer = w.i_customer
     WHERE ${hasLogin(login)} ${likeliestLogin(login)}`;
  return user;
}
