import type { Metadata } from "next";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { CodesOnce } from "@/components/form/codes-once";
import { FormGroup } from "@/components/form/form-group";
import { PasskeyButton } from "@/components/form/passkey-button";
import { DateTime } from "@/components/ui/date-time";
import { Notice } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { listFactors } from "@/server/identity/factors/own-factors";
import { codesWords } from "../../../web/forms/codes-words";
import { requireFor } from "../../../web/session/may";
import { requireFresh } from "../../../web/session/session";
import { PreferencesPage } from "../preferences-page";
import {
  addPasskeyAction,
  beginPasskeyAction,
  beginTotpAction,
  removeFactorAction,
  renewCodesAction,
} from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("factors"))("title") };
}

export default async function FactorsPage() {
  const session = await requireFor("/preferences/factors", listFactors);
  await requireFresh(session, "/preferences/factors");
  const [{ factors, codes_left }, t, codes] = await Promise.all([
    listFactors(session.actor, {}),
    getTranslations("factors"),
    codesWords(session),
  ]);
  return (
    <PreferencesPage session={session} part="factors">
      <FormGroup title={t("title")} about={t("text")}>
        {factors.length === 0 ? (
          <p className="text-muted">{t("none")}</p>
        ) : (
          <ul className="divide-y divide-line">
            {factors.map((factor) => (
              <li
                key={factor.i_factor}
                className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 py-3 first:pt-0 last:pb-0"
              >
                <div className="min-w-0">
                  <div className="font-medium wrap-anywhere">{factor.name || t(`kind_${factor.kind}`)}</div>
                  <div className="text-[0.8125rem] text-muted">
                    {[t(`kind_${factor.kind}`), factor.host].filter(Boolean).join(" · ")} · {t("since")}{" "}
                    <DateTime at={factor.created_at} timeZone={session.timeZone} />
                  </div>
                </div>
                <ActionForm action={removeFactorAction} prefix={`remove-${factor.i_factor}`}>
                  <input type="hidden" name="i_factor" value={factor.i_factor} />
                  <SubmitButton look="plain">{t("remove")}</SubmitButton>
                </ActionForm>
              </li>
            ))}
          </ul>
        )}
        <div className="flex flex-wrap items-start gap-3">
          <ActionForm action={beginTotpAction} prefix="totp">
            <SubmitButton>{t("add_totp")}</SubmitButton>
          </ActionForm>
          <PasskeyButton
            to="register"
            begin={beginPasskeyAction}
            finish={addPasskeyAction}
            given_up={t("given_up")}
            codes={codes}
          >
            {t("add_passkey")}
          </PasskeyButton>
        </div>
      </FormGroup>
      {factors.length > 0 ? (
        <FormGroup title={t("codes")} about={t("codes_left", { count: codes_left })}>
          {codes_left === 0 ? <Notice tone="warn">{t("codes_missing")}</Notice> : null}
          <ActionForm action={renewCodesAction} prefix="codes" className="flex flex-col items-start gap-4">
            <CodesOnce words={{ ...codes, isOn: "" }} next={t("done")} href="/preferences/factors">
              <SubmitButton look="plain">{t("renew_codes")}</SubmitButton>
            </CodesOnce>
          </ActionForm>
        </FormGroup>
      ) : null}
    </PreferencesPage>
  );
}
