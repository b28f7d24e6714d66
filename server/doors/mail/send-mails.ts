import { database, inTransaction } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { decrypt } from "../../ground/keys/encryption";
import { log } from "../../ground/log";
import { hostName } from "../../ground/network/host-name";
import { settings } from "../../ground/settings";
import { type MailKind, mailKinds } from "../../outbox/mail-kinds";
import type { MailBody } from "../../outbox/queue-mail";
import { enqueue } from "../../queue/enqueue";
import { dress } from "./dress";
import { writeMail } from "./mail-text";
import { findSender } from "./sender";
import { transportInUse } from "./transport";

const minute = 60_000;
/** the wait after each failed try; after the last we give up */
const waits = [1, 5, 30, 120, 360].map((minutes) => minutes * minute);
/** how long a process may work on its batch before another takes it over */
const takenForMs = 5 * minute;
/** older mails with a secret are useless, because the secret has expired */
const secretsLastMs = 24 * 60 * minute;

type Row = {
  readonly i_mail: bigint;
  readonly kind: string;
  readonly i_customer: number;
  readonly recipient: string;
  readonly cc: string;
  readonly bcc: string;
  readonly i_lang: string;
  readonly body: Uint8Array | null;
  readonly tries: number;
  readonly created_at: Date;
};

/**
 * Sends mails that are due, each once. One process at a time takes a mail; if it dies, another takes it over. Failed
 * mails are retried with growing waits. The content is dropped once a mail is sent or given up.
 * @returns how many it sent
 */
export async function sendDueMails(): Promise<number> {
  const due = await take(
    Prisma.sql`i_mail IN (SELECT i_mail FROM mails WHERE state = 'waiting' AND next_try_at <= now()
                           ORDER BY next_try_at LIMIT 20 FOR UPDATE SKIP LOCKED)`,
  );
  let sent = 0;
  for (const row of due) if (await sendOne(row)) sent += 1;
  return sent;
}

/**
 * Sends one mail, if it is due.
 * @param again the process that began with it ended in the middle, and its hold on the mail with it; unless it had noted
 * a failure before, and the mail has its wait
 */
export async function sendMail(i_mail: bigint, again: boolean): Promise<void> {
  const [row] = await take(
    Prisma.sql`i_mail = ${i_mail} AND state = 'waiting'
               AND (next_try_at <= now() OR (${again} AND tries > 0 AND error = ''))`,
  );
  if (row) await sendOne(row);
}

async function take(which: Prisma.Sql): Promise<Row[]> {
  return await database().$queryRaw<Row[]>`
    UPDATE mails SET tries = tries + 1, error = '',
                     next_try_at = now() + make_interval(secs => ${takenForMs / 1000})
     WHERE ${which}
    RETURNING i_mail, kind, i_customer, recipient, cc, bcc, i_lang, body, tries, created_at`;
}

async function sendOne(row: Row): Promise<boolean> {
  const kind = row.kind as MailKind;
  try {
    if (row.body === null || !Object.hasOwn(mailKinds, kind)) throw new TooLate("there is nothing to send");
    if (mailKinds[kind].secret && Date.now() - row.created_at.getTime() > secretsLastMs) {
      throw new TooLate("it came too late to be of use");
    }
    // only queueMail writes these
    const { values, path, attachment } = JSON.parse(decrypt(row.body).toString("utf8")) as MailBody;
    const { base, from, replyTo, name, brand } = await findSender(database(), row.i_customer, row.i_lang);
    const { look, pictures } = await dress(database(), brand);
    const link = path === "" ? "" : `${base}${path}`;
    const transport = transportInUse();
    await transport.sendMail({
      // the same for every try, so that servers and people recognise one mail
      messageId: `<${row.i_mail}.${row.created_at.getTime()}@${hostName(new URL(base).host)}>`,
      from,
      ...(replyTo ? { replyTo } : {}),
      to: row.recipient,
      ...(row.cc ? { cc: row.cc } : {}),
      ...(row.bcc ? { bcc: row.bcc } : {}),
      date: row.created_at,
      headers: { "Auto-Submitted": "auto-generated" },
      attachments: [...pictures, ...(attachment ? [{ ...attachment, encoding: "base64" }] : [])],
      ...writeMail({ kind, i_lang: row.i_lang, values, link, brand: name, look }),
    });
    await database().$executeRaw`
      UPDATE mails SET state = ${transport.folder === null ? "sent" : "kept"}, sent_at = now(), body = NULL, error = ''
       WHERE i_mail = ${row.i_mail}`;
    return true;
  } catch (error) {
    await noteFailure(row, error);
    return false;
  }
}

/** An error that a retry cannot mend. */
class TooLate extends Error {}

async function noteFailure(row: Row, error: unknown): Promise<void> {
  const wait = error instanceof TooLate ? undefined : waits[row.tries - 1];
  const why = failureWords(error);
  log.warn({ i_mail: String(row.i_mail), kind: row.kind, tries: row.tries, why }, "a mail could not be sent");
  if (wait === undefined) {
    await database().$executeRaw`
      UPDATE mails SET state = 'failed', body = NULL, error = ${why} WHERE i_mail = ${row.i_mail}`;
    return;
  }
  await inTransaction(async (db) => {
    const [noted] = await db.$queryRaw<{ runAt: Date }[]>`
      UPDATE mails SET next_try_at = now() + make_interval(secs => ${wait / 1000}), error = ${why}
       WHERE i_mail = ${row.i_mail} RETURNING next_try_at AS "runAt"`;
    if (noted) await enqueue(db, "sendMail", { i_mail: String(row.i_mail) }, noted);
  });
}

/** The reason of a failure without anything from the mail, which the server's own line may repeat. */
function failureWords(error: unknown): string {
  if (error instanceof TooLate) return error.message;
  if (!(error instanceof Error)) return "unknown";
  const code =
    "responseCode" in error ? String(error.responseCode) : "code" in error ? String(error.code) : "";
  return `the mail server did not take it${code ? ` (${code})` : ""}`;
}

/** The folder where mail stays without a mail server, for those who run the service; null: mail is really sent. */
export function mailFolder(): { readonly path: string; readonly isDemonstration: boolean } | null {
  const path = transportInUse().folder;
  return path === null ? null : { path, isDemonstration: settings().demo === true };
}
