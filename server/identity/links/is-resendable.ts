import type { MailKind } from "../../mail/mail-kinds";

/** The mails that somebody may be waiting for. */
const resendable = [
  "invitation",
  "verify_email",
  "reset_link",
  "one_time_password",
  "welcome",
] as const satisfies readonly MailKind[];

export type Resendable = (typeof resendable)[number];

/** Whether a mail of this kind can be sent once more. */
export function isResendable(kind: string): kind is Resendable {
  return (resendable as readonly string[]).includes(kind);
}
