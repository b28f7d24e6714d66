import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { insertion, readRows } from "../database/rows";
import { timeZoneName } from "../dictionaries/dictionaries";
import { encrypt } from "../ground/keys/encryption";
import { enqueue } from "../queue/enqueue";
import { type MailKind, mailKinds, pathOf } from "./mail-kinds";
import { firstAddress, ownAddress } from "./own-address";
import { nextTurn } from "./pace";

/** A mail to send after the transaction commits. */
export type NewMail = {
  readonly kind: MailKind;
  /** a person at their own address; or a customer at its `email`, with `cc` and `bcc` if the mail is a mere notice */
  readonly to: { readonly i_web_user: number } | { readonly i_customer: number };
  /** an address other than the recipient's present one: one to verify, or the old one */
  readonly address?: string;
  /** the values in its text */
  readonly values?: Readonly<Record<string, string>>;
  /** the path of its link on the recipient's portal, with the token if there is one; absent: the kind's path */
  readonly path?: string;
  readonly attachment?: Attachment;
  /** it leaves then at the earliest; absent: at once */
  readonly notBefore?: Date;
};

/** A file that goes with a mail. */
export type Attachment = {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
};

/** What the outbox keeps of a mail, encrypted; the attachment's bytes as base64. */
export type MailBody = {
  readonly values: Readonly<Record<string, string>>;
  readonly path: string;
  readonly attachment?: Omit<Attachment, "content"> & { readonly content: string };
};

/**
 * Puts a mail into the outbox, and the job that sends it into the queue, in the transaction that causes it. The outbox stores its
 * content encrypted. Mails that a job of people causes leave one after the other, behind those of everybody else.
 * @returns its id; null: the recipient has no address
 */
export async function queueMail(db: Queries, mail: NewMail): Promise<bigint | null> {
  const recipient = await recipientOf(db, mail);
  if (!recipient || recipient.recipient === "") return null;
  const { kind } = mail;
  const path = mail.path ?? pathOf(kind);
  const { login, zone, ...columns } = recipient;
  const values = { login, zone, ...mail.values };
  const { attachment } = mail;
  const content: MailBody = {
    values,
    path,
    ...(attachment ? { attachment: { ...attachment, content: attachment.content.toString("base64") } } : {}),
  };
  const body = encrypt(Buffer.from(JSON.stringify(content)));
  const turn = mail.notBefore ?? nextTurn(db);
  const when = turn === null ? {} : { next_try_at: turn };
  const [row] = await readRows<{ i_mail: bigint }>(
    db,
    Prisma.sql`
    INSERT INTO mails ${insertion({ kind, ...columns, body: Buffer.from(body), ...when })} RETURNING i_mail`,
  );
  if (!row) throw new Error("an insert returns its row");
  const behind = turn === null ? {} : { runAt: turn, isPatient: true };
  await enqueue(db, "sendMail", { i_mail: String(row.i_mail) }, behind);
  return row.i_mail;
}

type Recipient = {
  readonly i_customer: number;
  readonly i_web_user: number | null;
  readonly recipient: string;
  readonly cc: string;
  readonly bcc: string;
  readonly i_lang: string;
  /** the time zone for times in the mail, an IANA name */
  readonly zone: string;
  /** the login of the web user, or of the customer's default one */
  readonly login: string;
};

async function recipientOf(db: Queries, { kind, to, address }: NewMail): Promise<Recipient | null> {
  if ("i_web_user" in to) {
    const found = await ownAddress(db, to.i_web_user);
    if (!found) return null;
    const { i_customer, i_web_user, i_lang, zone, login } = found;
    return {
      i_customer,
      i_web_user,
      i_lang,
      zone,
      login,
      recipient: address ?? found.email,
      cc: "",
      bcc: "",
    };
  }
  const customer = await db.customer.findUnique({
    where: { i_customer: to.i_customer },
    select: {
      i_customer: true,
      email: true,
      cc: true,
      bcc: true,
      i_lang: true,
      i_time_zone: true,
      web_users: { where: { default_user: true }, select: { login: true } },
    },
  });
  if (!customer) return null;
  const { email, cc, bcc, i_time_zone, web_users, ...rest } = customer;
  const zone = timeZoneName(i_time_zone);
  const login = web_users[0]?.login ?? "";
  const copies = mailKinds[kind].secret ? { cc: "", bcc: "" } : { cc, bcc };
  const recipient = mailKinds[kind].secret ? firstAddress(email) : email;
  return { ...rest, zone, login, i_web_user: null, recipient, ...copies };
}
