import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { changeAddress } from "@/server/identity/links/change-address";
import type { PersonSettings } from "@/server/identity/web-users/own-settings";
import { promisingMail } from "../../web/forms/mail-words";
import { PendingAddress } from "../../web/preferences/pending-address";
import { may } from "../../web/session/may";
import { AddressSection } from "./address-section";

/** The address to which we mail a person's links and one-time passwords. */
export async function OwnAddress(props: {
  readonly session: LiveSession;
  readonly settings: Pick<PersonSettings, "sent_to" | "pending">;
}) {
  const { session, settings } = props;
  const { sent_to, pending } = settings;
  const mayChange = await may(session, changeAddress, "oneself");
  const t = await getTranslations("own_settings");
  return (
    <AddressSection
      title={t("email")}
      note={sent_to === "" ? t("email_none") : t("email_is", { address: sent_to })}
      form={
        mayChange
          ? {
              label: t("new_email"),
              help: await promisingMail(session, t("new_email_help")),
              send: t("send_link"),
            }
          : t("email_by_administrator")
      }
    >
      {pending ? (
        <PendingAddress
          i_web_user={session.actor.i_web_user ?? 0}
          email={pending.email}
          until={pending.until}
          timeZone={session.timeZone}
          maySend={mayChange}
          mayCancel
        />
      ) : null}
    </AddressSection>
  );
}
