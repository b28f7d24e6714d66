import { database } from "@/server/database/client";
import { decrypt } from "@/server/ground/keys/encryption";
import type { MailBody } from "@/server/outbox/queue-mail";

/** A mail in the outbox, with its values. */
export type Mailed = {
  readonly kind: string;
  readonly recipient: string;
  readonly cc: string;
  readonly bcc: string;
  readonly values: Readonly<Record<string, string>>;
  readonly path: string;
  /** the token of its link */
  readonly token: string;
  readonly attachment: MailBody["attachment"];
};

/** The mails to somebody in the outbox, oldest first. */
export async function mailsTo(recipient: string): Promise<Mailed[]> {
  const rows = await database().mail.findMany({
    where: { recipient, state: "waiting" },
    orderBy: { i_mail: "asc" },
  });
  return rows.map(({ kind, cc, bcc, body }) => {
    // only queueMail writes these
    const { values, path, attachment } = JSON.parse(
      decrypt(body ?? new Uint8Array()).toString("utf8"),
    ) as MailBody;
    const token = new URLSearchParams(path.split("?")[1]).get("token") ?? "";
    return { kind, recipient, cc, bcc, values, path, token, attachment };
  });
}
