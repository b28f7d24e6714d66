import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { decrypt } from "../ground/keys/encryption";
import type { MailKind } from "./mail-kinds";
import type { MailBody } from "./queue-mail";

/**
 * Takes a mail back that waits for its time, so that another can tell more in its place.
 * @param path that of its link, which says what it is about
 * @returns its values; null: none waits, or it is on its way
 */
export async function takeBackMail(
  db: Queries,
  { kind, i_web_user, path }: { readonly kind: MailKind; readonly i_web_user: number; readonly path: string },
): Promise<MailBody["values"] | null> {
  const waiting = Prisma.sql`state = 'waiting' AND tries = 0 AND next_try_at > now()`;
  const rows = await readRows<{ i_mail: bigint; body: Uint8Array }>(
    db,
    Prisma.sql`
    SELECT i_mail, body FROM mails
     WHERE i_web_user = ${i_web_user} AND kind = ${kind} AND body IS NOT NULL AND ${waiting}`,
  );
  for (const { i_mail, body } of rows) {
    // only queueMail writes these
    const kept = JSON.parse(decrypt(body).toString("utf8")) as MailBody;
    if (kept.path !== path) continue;
    const gone = await readRows(
      db,
      Prisma.sql`DELETE FROM mails WHERE i_mail = ${i_mail} AND ${waiting} RETURNING i_mail`,
    );
    return gone.length > 0 ? kept.values : null;
  }
  return null;
}
