import { database } from "@/server/database/client";
import { decrypt } from "@/server/identity/encryption";

/** A mail that waits in the outbox, with what it will say. */
export type Mailed = {
  readonly kind: string;
  readonly recipient: string;
  readonly cc: string;
  readonly bcc: string;
  readonly values: Readonly<Record<string, string>>;
  readonly path: string;
  /** of the link that it carries */
  readonly token: string;
};

/** The mails to somebody that wait, the oldest first. */
export async function mailsTo(recipient: string): Promise<Mailed[]> {
  const rows = await database().mail.findMany({
    where: { recipient, state: "waiting" },
    orderBy: { i_mail: "asc" },
  });
  return rows.map(({ kind, cc, bcc, body }) => {
    // written by queueMail alone
    const { values, path } = JSON.parse(decrypt(body ?? new Uint8Array()).toString("utf8")) as {
      values: Record<string, string>;
      path: string;
    };
    const token = new URLSearchParams(path.split("?")[1]).get("token") ?? "";
    return { kind, recipient, cc, bcc, values, path, token };
  });
}
