import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextField } from "@/components/form/fields";
import { PasskeyButton } from "@/components/form/passkey-button";
import { Fold } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { listFactors } from "@/server/identity/factors/own-factors";
import { isFresh } from "@/server/operation/demands";
import { currentSession } from "../../web/session/session";
import { beginProofAction, finishByPasskeyAction, proveFactorAction } from "./actions";
import { SetUpTotp } from "./set-up-totp";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("factors"))("prove_title") };
}

/** The second step of a log-in. If a factor is required and none exists yet, people set it up here. */
export default async function SecondFactorPage() {
  const session = await currentSession();
  if (!session) redirect("/login");
  if (session.kind !== "factor") redirect("/");
  const [{ factors }, t] = await Promise.all([listFactors(session.actor, {}), getTranslations("factors")]);
  // somebody who has just set one up has already proven it
  const isSetUp = isFresh(session.actor);
  if (factors.length === 0 || isSetUp) return <SetUpTotp session={session} isSetUp={isSetUp} />;
  const has = (kind: "totp" | "passkey") => factors.some((factor) => factor.kind === kind);
  return (
    <>
      <h1 className="mb-2">{t("prove_title")}</h1>
      <p className="mb-5 text-muted">{t("prove_text", { login: session.actor.login ?? "" })}</p>
      <div className="flex flex-col gap-5">
        {has("passkey") ? (
          <PasskeyButton
            to="prove"
            look={has("totp") ? "plain" : "primary"}
            begin={beginProofAction}
            finish={finishByPasskeyAction}
            given_up={t("given_up")}
          >
            {t("use_passkey")}
          </PasskeyButton>
        ) : null}
        {has("totp") ? (
          <ActionForm action={proveFactorAction} className="flex flex-col gap-4">
            <TextField
              name="code"
              label={t("code")}
              help={t("code_help")}
              input={{ inputMode: "numeric", autoComplete: "one-time-code", maxLength: 12 }}
              first
            />
            <SubmitButton>{t("continue")}</SubmitButton>
          </ActionForm>
        ) : null}
        <Fold title={t("lost")}>
          <ActionForm action={proveFactorAction} prefix="recovery" className="flex flex-col gap-4">
            <TextField
              name="recovery"
              label={t("recovery")}
              help={t("recovery_help")}
              input={{ autoCapitalize: "none", spellCheck: false, maxLength: 40 }}
            />
            <SubmitButton look="plain">{t("use_recovery")}</SubmitButton>
          </ActionForm>
        </Fold>
        <form action="/logout" method="post">
          <button type="submit" className="text-muted underline underline-offset-2">
            {t("leave")}
          </button>
        </form>
      </div>
    </>
  );
}
