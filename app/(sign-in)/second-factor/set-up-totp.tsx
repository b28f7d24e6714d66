import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { CodesOnce } from "@/components/form/codes-once";
import { TextField } from "@/components/form/fields";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { getPendingTotp } from "@/server/identity/factors/own-factors";
import { freshFor } from "@/server/identity/factors/required-factor";
import { codesWords } from "../../web/forms/codes-words";
import { TotpPicture } from "../../web/preferences/totp-picture";
import { beginRequiredAction, confirmRequiredAction, goOnAction } from "./actions";

/**
 * Sets up an authenticator in a log-in that waits for its required factor. Shows the recovery codes and waits until the
 * person has seen them.
 */
export async function SetUpTotp(props: { readonly session: LiveSession; readonly isSetUp: boolean }) {
  const { session, isSetUp } = props;
  const t = await getTranslations("factors");
  const { secret } = isSetUp ? { secret: null } : await getPendingTotp(freshFor(session.actor), {});
  return (
    <>
      <h1 className="mb-2">{t("required_title")}</h1>
      <p className="mb-5 text-muted">{t("required_text")}</p>
      {secret === null && !isSetUp ? (
        <ActionForm action={beginRequiredAction}>
          <SubmitButton>{t("begin")}</SubmitButton>
        </ActionForm>
      ) : (
        <ActionForm action={confirmRequiredAction} className="flex flex-col gap-4">
          <CodesOnce words={await codesWords(session)} next={t("done")} href="/second-factor">
            {secret === null ? null : (
              <>
                <TotpPicture secret={secret} login={session.actor.login ?? ""} />
                <TextField
                  name="code"
                  label={t("code")}
                  input={{ inputMode: "numeric", autoComplete: "one-time-code", maxLength: 12 }}
                />
                <SubmitButton>{t("confirm")}</SubmitButton>
              </>
            )}
          </CodesOnce>
        </ActionForm>
      )}
      {isSetUp ? (
        <ActionForm action={goOnAction} prefix="on" className="mt-4">
          <SubmitButton>{t("continue")}</SubmitButton>
        </ActionForm>
      ) : null}
    </>
  );
}
