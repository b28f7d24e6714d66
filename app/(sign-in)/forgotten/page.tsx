import type { Metadata } from "next";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextField } from "@/components/form/fields";
import { getTranslations } from "@/i18n/texts";
import { whereMailStays } from "../../web/forms/mail-words";
import { requestResetAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("links"))("forgotten") };
}

export default async function ForgottenPage() {
  const t = await getTranslations("links");
  const stays = await whereMailStays(null);
  return (
    <>
      <h1 className="mb-2">{t("forgotten")}</h1>
      <p className="mb-5 text-muted">{t("forgotten_text")}</p>
      <ActionForm action={requestResetAction} className="flex flex-col gap-4">
        <TextField
          name="login"
          label={t("login")}
          first
          input={{ autoComplete: "username", autoCapitalize: "none", spellCheck: false, maxLength: 128 }}
        />
        <SubmitButton>{t("send")}</SubmitButton>
        {stays ? <p className="text-muted">{stays}</p> : null}
        <a href="/login">{t("back")}</a>
      </ActionForm>
    </>
  );
}
