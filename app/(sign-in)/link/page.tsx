import type { Metadata } from "next";
import { cookies, headers } from "next/headers";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { SecretField } from "@/components/form/fields";
import { PasskeyButton } from "@/components/form/passkey-button";
import { PasswordMeter } from "@/components/form/password-meter";
import { getTranslations } from "@/i18n/texts";
import { findOpenLink } from "@/server/credentials/links/open-link";
import { judgePasswordByLink } from "@/server/identity/password/judge-password";
import { judgePasswordAction } from "../../web/forms/judge-password-action";
import { KeysWithPassword } from "../../web/forms/keys-with-password";
import { policyKey } from "../../web/forms/policy-key";
import { linkCookie } from "../../web/session/link-cookie";
import { isSecure } from "../../web/session/visitor";
import {
  addressByLinkAction,
  beginPasskeyByLinkAction,
  passkeyByLinkAction,
  passwordByLinkAction,
} from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("links"))("title") };
}

/** The page of a mailed link: choose a password, or confirm an address. */
export default async function LinkPage({ searchParams }: PageProps<"/link">) {
  const held = (await cookies()).get(linkCookie(isSecure(await headers())).name)?.value;
  const link = held ? await findOpenLink(held) : null;
  const [t, f] = [await getTranslations("links"), await getTranslations("factors")];
  const { done } = await searchParams;
  if (!link && (done === "verified" || done === "undone")) {
    return (
      <>
        <h1 className="mb-5">{t(`${done}_title`)}</h1>
        <p role="status" className="notice notice-good mb-5">
          {t(done)}
        </p>
        <p className="flex flex-wrap gap-x-6 gap-y-2">
          {done === "undone" ? <a href="/forgotten">{t("forgotten")}</a> : null}
          <a href="/login">{t("back")}</a>
        </p>
      </>
    );
  }
  if (!link) {
    return (
      <>
        <h1 className="mb-2">{t("gone_title")}</h1>
        <p className="mb-5 text-muted">{t("gone_text")}</p>
        <p className="flex flex-wrap gap-x-6 gap-y-2">
          <a href="/forgotten">{t("forgotten")}</a>
          <a href="/login">{t("back")}</a>
        </p>
      </>
    );
  }
  if (link.kind === "verify-email" || link.kind === "undo-email") {
    const words = link.kind === "verify-email" ? "verify" : "undo";
    return (
      <>
        <h1 className="mb-2">{t(`${words}_title`)}</h1>
        <p className="mb-5 wrap-anywhere text-muted">
          {t(`${words}_text`, { email: link.email, login: link.login })}
        </p>
        <ActionForm action={addressByLinkAction} className="flex flex-col gap-4">
          <SubmitButton>{t(`${words}_submit`)}</SubmitButton>
        </ActionForm>
      </>
    );
  }
  const l = await getTranslations("login");
  const policy = (await judgePasswordByLink(held ?? "", ""))?.policy ?? null;
  return (
    <>
      <h1 className="mb-2">{t(link.kind === "invitation" ? "welcome" : "choose")}</h1>
      <p className="mb-5 wrap-anywhere text-muted">{t("choose_text", { login: link.login })}</p>
      <ActionForm action={passwordByLinkAction} className="flex flex-col gap-4">
        {/* tells password managers which login this is */}
        <input
          type="text"
          name="username"
          autoComplete="username"
          defaultValue={link.login}
          hidden
          readOnly
        />
        <PasswordMeter judge={judgePasswordAction.bind(null, null)}>
          <SecretField
            name="web_password"
            label={t("new_password")}
            autoComplete="new-password"
            first
            help={l(`policy_${policyKey(policy)}`)}
          />
        </PasswordMeter>
        <KeysWithPassword i_web_user={link.i_web_user} />
        <SubmitButton>{t("save")}</SubmitButton>
      </ActionForm>
      {link.kind === "invitation" ? (
        <div className="mt-6 flex flex-col gap-3 border-t border-line pt-6 [@media(scripting:none)]:hidden">
          <p className="text-muted">{t("passkey_instead")}</p>
          <PasskeyButton
            to="register"
            begin={beginPasskeyByLinkAction}
            finish={passkeyByLinkAction}
            given_up={f("given_up")}
          >
            {t("use_passkey")}
          </PasskeyButton>
        </div>
      ) : null}
    </>
  );
}
