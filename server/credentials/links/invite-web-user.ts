import type { Queries } from "../../database/client";
import { Refusal } from "../../ground/refusal";
import { queueMail } from "../../outbox/queue-mail";
import { limitMails } from "./limit-mails";
import { goodFor, makeLink } from "./make-link";

/** Mails a new person the link to choose their own password. */
export async function inviteWebUser(
  db: Queries,
  invited: {
    readonly i_web_user: number;
    readonly email: string;
    readonly set_by: number;
    /** a job invites many at once: to one address it sends as few as everybody */
    readonly byJob?: boolean;
  },
): Promise<Invited> {
  const { i_web_user, email } = invited;
  await limitMails(db, email, invited.byJob ? null : invited.set_by);
  const path = await makeLink(db, "invitation", invited);
  await queueMail(db, { kind: "invitation", to: { i_web_user }, address: email, path });
  return { email, invited_until: new Date(Date.now() + goodFor.invitation).toISOString() };
}

/** Where an invitation went, and until when it is valid, in ISO 8601. */
export type Invited = { readonly email: string; readonly invited_until: string };

/** The refusal of an invitation to a person without an address. */
export function addressNeeded(): Refusal {
  return new Refusal(400, "Parameter email is required for an invitation", "email", {
    key: "address_needed",
  });
}

/** @throws Refusal 409 if there is no address */
export function demandAddress(email: string): void {
  if (email !== "") return;
  throw new Refusal(409, "The web user has no verified e-mail address", undefined, { key: "no_address" });
}
