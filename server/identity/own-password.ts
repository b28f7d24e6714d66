import { database } from "../database/client";
import { isPassword } from "./password-hash";
import { countFailure, demandNotThrottled, forgetFailures } from "./throttle";

/** Whether a password is the present one of a web user who is logged in. Throttled like a log-in. */
export async function isOwnPassword(i_web_user: number, password: string): Promise<boolean> {
  const db = database();
  const key = `own:${i_web_user}`;
  await demandNotThrottled(db, key);
  const user = await db.webUser.findUnique({ where: { i_web_user }, select: { password_hash: true } });
  const right = await isPassword(password, user?.password_hash ?? null);
  if (right) await forgetFailures(db, key);
  else await countFailure(db, key);
  return right;
}
