import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { SecretField, TextField } from "@/components/form/fields";
import { PasskeyButton } from "@/components/form/passkey-button";
import { Notice } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { refusalText } from "../../web/forms/refusal-text";
import { brandName } from "../../web/session/brand";
import { currentSession, endedLogIn, ownPath } from "../../web/session/session";
import { startPath } from "../../web/session/start-path";
import { logIn } from "./actions";
import { beginPasskeyLogInAction, finishPasskeyLogInAction } from "./passkey-actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("login"))("title") };
}

export default async function LoginPage({ searchParams }: PageProps<"/login">) {
  const [t, f] = [await getTranslations("login"), await getTranslations("factors")];
  const next = ownPath((await searchParams).next);
  const session = await currentSession();
  if (session)
    redirect(
      session.kind === "half"
        ? "/choose-password"
        : session.kind === "factor"
          ? "/second-factor"
          : (next ?? startPath(session)),
    );
  const ended = await endedLogIn();
  return (
    <>
      <h1 data-names-brand>{t("title_of", { brand: await brandName() })}</h1>
      {ended ? (
        // a refusal of the form below may say the same
        <div role="status" className="mb-5 has-[~form_[data-problem]]:hidden">
          <Notice tone="warn">{ended.block ? await refusalText(ended.block) : t("ended")}</Notice>
        </div>
      ) : null}
      <ActionForm action={logIn} className="flex flex-col gap-4">
        <input type="hidden" name="next" value={next ?? ""} />
        <TextField
          name="login"
          label={t("login")}
          first
          input={{
            autoComplete: "username",
            autoCapitalize: "none",
            spellCheck: false,
            maxLength: 128,
          }}
        />
        {/* the link stands beside the label and follows its field, so that Tab leads from the login to the password */}
        <div className="beside-label">
          <SecretField name="password" label={t("password")} autoComplete="current-password" />
          <a href="/forgotten">{t("forgotten")}</a>
        </div>
        <SubmitButton>{t("submit")}</SubmitButton>
      </ActionForm>
      <div className="or">
        <p>{t("or")}</p>
        <PasskeyButton
          to="prove"
          begin={beginPasskeyLogInAction}
          finish={finishPasskeyLogInAction.bind(null, next)}
          given_up={f("given_up")}
        >
          {f("log_in")}
        </PasskeyButton>
      </div>
    </>
  );
}
