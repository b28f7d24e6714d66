import type { Metadata } from "next";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { CodesOnce } from "@/components/form/codes-once";
import { TextField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { getPendingTotp } from "@/server/identity/factors/own-factors";
import { codesWords } from "../../../../web/forms/codes-words";
import { TotpPicture } from "../../../../web/preferences/totp-picture";
import { requireFor } from "../../../../web/session/may";
import { requireFresh } from "../../../../web/session/session";
import { PreferencesPage } from "../../preferences-page";
import { confirmTotpAction } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("factors"))("add_totp") };
}

export default async function TotpPage() {
  const session = await requireFor("/preferences/factors/totp", getPendingTotp);
  await requireFresh(session, "/preferences/factors/totp");
  const { secret } = await getPendingTotp(session.actor, {});
  const t = await getTranslations("factors");
  return (
    <PreferencesPage session={session} part="factors">
      <ActionForm action={confirmTotpAction} className="form">
        <CodesOnce words={await codesWords(session)} next={t("done")} href="/preferences/factors">
          {/* once it is confirmed there is nothing to show but the codes, which come with this very page */}
          {secret === null ? (
            <Notice>{t("nothing_begun")}</Notice>
          ) : (
            <Fields secret={secret} login={session.actor.login ?? ""} />
          )}
        </CodesOnce>
      </ActionForm>
    </PreferencesPage>
  );
}

async function Fields({ secret, login }: { readonly secret: string; readonly login: string }) {
  const [t, c] = [await getTranslations("factors"), await getTranslations("common")];
  return (
    <>
      <FormGroup title={t("add_totp")} about={t("text")}>
        <TotpPicture secret={secret} login={login} />
        <TextField name="name" label={t("name")} help={t("name_help")} input={{ maxLength: 64 }} />
        <TextField
          name="code"
          label={t("code")}
          input={{ inputMode: "numeric", autoComplete: "one-time-code", maxLength: 12 }}
        />
      </FormGroup>
      <ActionBar>
        <SubmitButton>{t("confirm")}</SubmitButton>
        <ButtonLink look="quiet" href="/preferences/factors">
          {c("cancel")}
        </ButtonLink>
      </ActionBar>
    </>
  );
}
