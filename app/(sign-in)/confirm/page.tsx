import type { Metadata } from "next";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { SecretField, TextField } from "@/components/form/fields";
import { PasskeyButton } from "@/components/form/passkey-button";
import { ButtonLink } from "@/components/ui/button";
import { Fold } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { listFactors } from "@/server/identity/factors/own-factors";
import { ownPath, requireSession } from "../../web/session/session";
import { beginConfirmAction, confirmAction, confirmByPasskeyAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("confirm"))("title") };
}

/** Asks people to confirm their identity before they touch secrets, hand out one-time passwords, or delete. */
export default async function ConfirmPage({ searchParams }: PageProps<"/confirm">) {
  const next = ownPath((await searchParams).next) ?? "/";
  const session = await requireSession(`/confirm?next=${encodeURIComponent(next)}`);
  const [t, c, f] = [
    await getTranslations("confirm"),
    await getTranslations("common"),
    await getTranslations("factors"),
  ];
  const { factors } = await listFactors(session.person, {});
  return (
    <>
      <h1 className="mb-2">{t("title")}</h1>
      <p className="mb-5 text-muted">{t("text", { login: session.person.login ?? "" })}</p>
      <ActionForm action={confirmAction} className="flex flex-col gap-4">
        <input type="hidden" name="next" value={next} />
        {/* tells password managers which login this is */}
        <input
          type="text"
          name="username"
          autoComplete="username"
          defaultValue={session.person.login ?? ""}
          hidden
          readOnly
        />
        <SecretField name="current_password" label={t("password")} autoComplete="current-password" first />
        <SubmitButton>{t("submit")}</SubmitButton>
        <ButtonLink look="quiet" href="/">
          {c("cancel")}
        </ButtonLink>
      </ActionForm>
      {factors.some(({ kind }) => kind === "passkey") ? (
        <div className="mt-4">
          <PasskeyButton
            to="prove"
            begin={beginConfirmAction}
            finish={confirmByPasskeyAction.bind(null, next)}
            given_up={f("given_up")}
          >
            {f("use_passkey")}
          </PasskeyButton>
        </div>
      ) : null}
      {factors.some(({ kind }) => kind === "totp") ? (
        <Fold title={f("instead")}>
          <ActionForm action={confirmAction} prefix="code" className="flex flex-col gap-4">
            <input type="hidden" name="next" value={next} />
            <TextField
              name="code"
              label={f("code")}
              input={{ inputMode: "numeric", autoComplete: "one-time-code", maxLength: 12 }}
            />
            <SubmitButton look="plain">{t("submit")}</SubmitButton>
          </ActionForm>
        </Fold>
      ) : null}
    </>
  );
}
