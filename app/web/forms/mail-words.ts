import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { mailFolder } from "@/server/doors/mail/send-mails";

/** The kinds of mail that notices mention. */
export type ToldMail = "link" | "invitation" | "one_time_password" | "receipt" | "again";

/**
 * Tells the person who caused a mail where it is: on its way, or in a file if there is no mail server. Then nothing
 * was achieved, and the notice does not look as if.
 */
export async function toldOfMail(
  session: LiveSession,
  mail: ToldMail,
  address: string,
): Promise<{ readonly notice: string; readonly unsent: boolean }> {
  const stays = await whereMailStays(session, address);
  return {
    notice: stays ?? (await getTranslations("mail_told"))(mail, { address }),
    unsent: stays !== null,
  };
}

/**
 * A text that promises a mail; to those who run the service it also says where the mail stays if there is no mail server.
 * Others have no use for a folder of the server, and learn that nothing was sent when they cause a mail.
 */
export async function promisingMail(session: LiveSession, text: string): Promise<string> {
  return [text, runsService(session) ? await whereMailStays(session) : null].filter(Boolean).join(" ");
}

function runsService(session: LiveSession | null): boolean {
  return session?.actor.i_customer === 1;
}

/**
 * Says where an unsent mail lies. Only the people who run the service read the folder: root's people, and everybody in
 * the demonstration, which is on their own machine.
 * @param session null: nobody is logged in
 * @param address where it would go; absent: we must not tell it, or do not know it
 * @returns null: we send it
 */
export async function whereMailStays(session: LiveSession | null, address?: string): Promise<string | null> {
  const folder = mailFolder();
  if (folder === null) return null;
  const t = await getTranslations("mail_told");
  const lies =
    runsService(session) || folder.isDemonstration ? t("folder", { folder: folder.path }) : t("elsewhere");
  return address === undefined ? lies : `${t("not_sent", { address })} ${lies}`;
}
