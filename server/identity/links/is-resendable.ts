import type { MailKind } from "../../outbox/mail-kinds";

/** The mails that people may be waiting for. */
const resendable = [
  "invitation",
  "verify_email",
  "reset_link",
  "one_time_password",
  "welcome",
] as const satisfies readonly MailKind[];

export type Resendable = (typeof resendable)[number];

/** Whether somebody can send a mail of this kind again. */
export function isResendable(kind: string): kind is Resendable {
  return (resendable as readonly string[]).includes(kind);
}
