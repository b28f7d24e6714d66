import { database } from "../database/client";
import { forgetFailures, throttled } from "../operation/throttle";
import { isPassword } from "./password-hash";

/** Whether a password is the present one of a logged-in web user. Throttled like a log-in. */
export async function isOwnPassword(i_web_user: number, password: string): Promise<boolean> {
  const db = database();
  const key = `own:${i_web_user}`;
  const right = await throttled(db, key, async () => {
    const user = await db.webUser.findUnique({ where: { i_web_user }, select: { password_hash: true } });
    return await isPassword(password, user?.password_hash ?? null);
  });
  if (right) await forgetFailures(db, key);
  return right;
}
