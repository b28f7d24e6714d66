import { database } from "../database/client";
import { Prisma } from "../database/generated/client";
import { hashToken } from "../ground/keys/token";
import type { Refusal } from "../ground/refusal";
import { idsAlong } from "../tree/tree";
import { blockedLogIn } from "./blocked-log-in";
import type { WebUserRow } from "./verify-log-in";

/**
 * Finds the block that ended a log-in. Only its own browser holds the id, so the texts are theirs to read.
 * @returns null if no block ended it, or the log-in is gone
 */
export async function blockThatEnded(id: string): Promise<Refusal | null> {
  const db = database();
  const [user] = await db.$queryRaw<Pick<WebUserRow, "i_customer" | "i_web_user">[]>`
    SELECT w.i_customer, w.i_web_user
      FROM sessions s JOIN web_users w USING (i_web_user) JOIN customers c USING (i_customer)
     WHERE s.id_hash = ${hashToken(id)}
       AND EXISTS (SELECT FROM blocks b WHERE b.i_web_user = w.i_web_user
                      OR b.i_customer = ANY (${idsAlong(Prisma.sql`c.path`)}))`;
  return user ? await blockedLogIn(db, user) : null;
}
