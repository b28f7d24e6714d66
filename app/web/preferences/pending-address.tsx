import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { DateTime } from "@/components/ui/date-time";
import { getTranslations } from "@/i18n/texts";
import { pendingAddressAction } from "./pending-address-action";

/** A change of address that waits for its owner to open the mailed link, with buttons to resend or cancel it. */
export async function PendingAddress(props: {
  readonly i_web_user: number;
  readonly email: string;
  readonly until: Date;
  readonly timeZone: string;
  readonly maySend: boolean;
  readonly mayCancel: boolean;
}) {
  const { i_web_user, email, until, timeZone, maySend, mayCancel } = props;
  const t = await getTranslations("web_users");
  return (
    <ActionForm
      action={pendingAddressAction}
      prefix={`pending-${i_web_user}`}
      className="notice flex flex-col items-start gap-3"
    >
      <p className="wrap-anywhere">
        {t("address_pending", { address: email })} <DateTime at={until} timeZone={timeZone} />
      </p>
      <input type="hidden" name="i_web_user" value={i_web_user} />
      <input type="hidden" name="email" value={email} />
      {maySend || mayCancel ? (
        <div className="flex flex-wrap gap-2">
          {maySend ? (
            <SubmitButton look="plain" name="act" value="again">
              {t("resend")}
            </SubmitButton>
          ) : null}
          {mayCancel ? (
            <SubmitButton look="quiet" name="act" value="cancel">
              {t("cancel_address")}
            </SubmitButton>
          ) : null}
        </div>
      ) : null}
    </ActionForm>
  );
}
