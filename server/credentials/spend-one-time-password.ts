import type { Queries } from "../database/client";
import { Refusal } from "../ground/refusal";
import { hashOneTimePassword } from "./one-time-password";

/** Uses a one-time password up. Of two concurrent tries one wins. @throws Refusal 401 for the other */
export async function spendOneTimePassword(db: Queries, i_web_user: number, password: string): Promise<void> {
  const { count } = await db.webUser.updateMany({
    where: { i_web_user, one_time_hash: hashOneTimePassword(password) },
    data: { one_time_hash: null, one_time_expires_at: null },
  });
  if (count === 0) throw new Refusal(401, "Authentication failed", undefined, { key: "not_authenticated" });
}
