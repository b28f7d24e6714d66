import type { Queries } from "../../database/client";
import { countWithin } from "../../operation/count-within";
import { type NewMail, queueMail } from "../../outbox/queue-mail";
import { takeBackMail } from "../../outbox/take-back-mail";
import { hourMs, mostToAddress } from "./limit-mails";

/** A mail to a person that something changed: what it was, and in its other values what it is from now on. */
export type ChangeMail = NewMail & {
  readonly to: { readonly i_web_user: number };
  /** the page of the thing */
  readonly path: string;
  readonly values: Readonly<Record<string, string>> & { readonly former: string };
};

/**
 * Mails people that a thing changed. Of one that is changed again and again they get five mails within an hour, and when that is over one
 * that tells from what to what it changed since, in the end.
 * @param thing which, for all that may be counted
 */
export async function tellInTheEnd(db: Queries, thing: string, mails: readonly ChangeMail[]): Promise<void> {
  const { count, since } = await countWithin(db, `changes-told:${thing}`, hourMs);
  const notBefore = new Date(since.getTime() + hourMs);
  for (const mail of mails) {
    if (count <= mostToAddress) await queueMail(db, mail);
    else {
      const { kind, to, path, values } = mail;
      const untold = await takeBackMail(db, { kind, i_web_user: to.i_web_user, path });
      await queueMail(db, {
        ...mail,
        values: { ...values, former: untold?.former ?? values.former },
        notBefore,
      });
    }
  }
}
