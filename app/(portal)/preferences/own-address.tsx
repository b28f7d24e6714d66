import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextField } from "@/components/form/fields";
import { Notice, Section } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { changeAddress } from "@/server/identity/links/change-address";
import type { PersonSettings } from "@/server/identity/web-users/own-settings";
import { promisingMail } from "../../web/forms/mail-words";
import { changeOwnAddressAction } from "../../web/preferences/own-actions";
import { PendingAddress } from "../../web/preferences/pending-address";
import { may } from "../../web/session/may";

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
    <Section title={t("email")} note={sent_to === "" ? t("email_none") : t("email_is", { address: sent_to })}>
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
      {mayChange ? (
        <ActionForm action={changeOwnAddressAction} prefix="address" className="flex max-w-md flex-col gap-4">
          <TextField
            name="email"
            label={t("new_email")}
            help={await promisingMail(session, t("new_email_help"))}
            input={{ type: "email", autoComplete: "email" }}
          />
          <div>
            <SubmitButton look="plain">{t("send_link")}</SubmitButton>
          </div>
        </ActionForm>
      ) : (
        <Notice>{t("email_by_administrator")}</Notice>
      )}
    </Section>
  );
}
