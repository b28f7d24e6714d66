import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport, type SendMailOptions } from "nodemailer";
import { settings } from "../../ground/settings";

/** How mail leaves this process. */
export type MailTransport = {
  /** the folder that they are written to instead; null: they go to a mail server */
  readonly folder: string | null;
  readonly sendMail: (mail: SendMailOptions) => Promise<unknown>;
};

let made: { readonly key: string; readonly transport: MailTransport } | undefined;

/**
 * The mail server of SMTP_URL. Without it, and in the demonstration, whose people are invented, mails become files below
 * the data folder.
 */
export function transportInUse(): MailTransport {
  const { smtpUrl, dataDir, demo } = settings();
  const key = smtpUrl !== undefined && !demo ? smtpUrl : "";
  if (made?.key === key) return made.transport;
  made = { key, transport: key === "" ? toFolder(join(dataDir, "mail")) : toServer(key) };
  return made.transport;
}

function toServer(url: string): MailTransport {
  const smtp = createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  });
  return { folder: null, sendMail: async (mail) => await smtp.sendMail(mail) };
}

function toFolder(folder: string): MailTransport {
  const writer = createTransport({ streamTransport: true, buffer: true, newline: "unix" });
  return {
    folder,
    async sendMail(mail) {
      const { message } = await writer.sendMail(mail);
      // only the owner may read it, because a mail may contain a secret
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = String(mail.messageId ?? "").replace(/[^\w.-]/g, "");
      await writeFile(join(folder, `${name.split(".").slice(0, 2).join("-")}.eml`), message as Buffer, {
        mode: 0o600,
      });
    },
  };
}
