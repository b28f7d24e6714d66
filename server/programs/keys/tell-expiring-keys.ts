import { isValidKey } from "../../credentials/keys/key-row";
import { spellPrefix } from "../../credentials/keys/key-text";
import { database, inTransaction, type Queries } from "../../database/client";
import { noteEvent } from "../../events/write-event";
import { queueMail } from "../../outbox/queue-mail";
import { keyStaysDays } from "./list-keys";

/** How many days before the end of a key its owner is told, the latest first. */
const toldDays = [2, 14] as const;
const mostAtOnce = 1_000;

/**
 * Mails the owners of keys that end within two weeks, and again within two days, once each: of a line only the newest, and
 * nothing that was so near when it was made. Deletes keys that were over a month ago. Each mail is a transaction of its own, so
 * several processes may run it at once and one may be killed midway.
 */
export async function tellExpiringKeys(): Promise<void> {
  for (let told = 0; told < mostAtOnce; told += 1) if (!(await inTransaction(tellOne))) break;
  await database().$executeRaw`
    DELETE FROM api_keys WHERE coalesce(ended_at, expires_at) < now() - make_interval(days => ${keyStaysDays}::int)`;
}

/** @returns whether there was one */
async function tellOne(db: Queries): Promise<boolean> {
  for (const days of toldDays) {
    const [key] = await db.$queryRaw<Expiring[]>`
      UPDATE api_keys SET told_days = ${days}
       WHERE i_key = (SELECT k.i_key FROM api_keys k
                       WHERE ${isValidKey} AND k.rotated_at IS NULL AND k.expires_at <= now() + make_interval(days => ${days}::int)
                         AND k.line_confirmed_at < k.line_ends_at - make_interval(days => ${days}::int)
                         AND coalesce(k.told_days > ${days}, true)
                       ORDER BY k.expires_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED)
      RETURNING i_web_user, name, prefix, expires_at,
                (SELECT u.login FROM web_users u WHERE u.i_web_user = api_keys.i_web_user) AS login`;
    if (!key) continue;
    const { i_web_user, name, prefix, login } = key;
    const facts = { login, key_name: name, prefix, expires_at: key.expires_at.toISOString() };
    await noteEvent(db, "key.expiring", { i_web_user }, facts);
    await queueMail(db, {
      kind: "key_expiring",
      to: { i_web_user },
      values: { name, key: spellPrefix(prefix), at: key.expires_at.toISOString() },
    });
    return true;
  }
  return false;
}

type Expiring = {
  readonly i_web_user: number;
  readonly name: string;
  readonly prefix: string;
  readonly login: string;
  readonly expires_at: Date;
};
