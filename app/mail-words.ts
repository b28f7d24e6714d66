import { getTranslations } from "next-intl/server";
import type { LiveSession } from "@/server/identity/sessions";
import { mailFolder } from "@/server/mail/send-mails";

/** What a mail can be that a notice tells of. */
export type ToldMail = "link" | "invitation" | "one_time_password" | "receipt" | "again";

/** Tells somebody who has caused a mail where it is: on its way, or a file where there is no mail server. */
export async function toldOfMail(session: LiveSession, mail: ToldMail, address: string): Promise<string> {
  return (await whereMailStays(session, address)) ?? (await getTranslations("mail_told"))(mail, { address });
}

/**
 * Where a mail lies that nobody sends. Only those who run the service read the folder: the root's people, and everybody
 * in the demonstration, which is on their own machine.
 * @param session null: nobody is logged in
 * @param address where it would go; absent: that must not be told, or is not known
 * @returns null: it is sent
 */
export async function whereMailStays(session: LiveSession | null, address?: string): Promise<string | null> {
  const folder = mailFolder();
  if (folder === null) return null;
  const t = await getTranslations("mail_told");
  const runs = session?.actor.i_customer === 1;
  const lies = runs || folder.isDemonstration ? t("folder", { folder: folder.path }) : t("elsewhere");
  return address === undefined ? lies : `${t("not_sent", { address })} ${lies}`;
}
