import { plainDecimal } from "@/attributes/reading/decimal";
import { spellNumber } from "@/attributes/reading/typed-number";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { CheckField, TextAreaField, TextField } from "@/components/form/fields";
import { Section } from "@/components/ui/page";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { getPreferences, setPreferences } from "@/server/preferences/preferences";
import { promisingMail } from "../../web/forms/mail-words";
import { savePreferencesBeyondAction } from "../../web/preferences/own-actions";
import { asker } from "../../web/session/may";
import { currentStanding } from "../../web/session/standing";

/** The form of the customer's preferences that are no attributes; each level sees what it may change. */
export async function Beyond({ session }: { readonly session: LiveSession }) {
  const { actor, customer } = session;
  const may = await asker(session);
  const [money, people] = [
    may(setPreferences, "own", { values: { receipt_name: "" } }),
    may(setPreferences, "own", { ownOnly: "require_factor" }),
  ];
  if (!may(getPreferences) || (!money && !people)) return null;
  const { i_customer } = actor;
  const [{ preferences }, t, c, locale] = await Promise.all([
    getPreferences(actor, { i_customer }),
    getTranslations("own_settings"),
    getTranslations("common"),
    getLocale(),
  ]);
  const { low_balance_threshold: threshold, receipt_name, receipt_address } = preferences;
  const { isReseller } = await currentStanding(session);
  return (
    <>
      <Section title={t("beyond")} className="pt-8">
        <ActionForm action={savePreferencesBeyondAction} prefix="beyond" className="flex flex-col gap-4">
          <input type="hidden" name="i_customer" value={i_customer} />
          <div className="max-w-xs">
            <TextField
              name="low_balance_threshold"
              label={t("low_balance_threshold", { currency: customer.base_currency })}
              help={await promisingMail(session, t("low_balance_help"))}
              value={threshold === null ? "" : spellNumber(plainDecimal(threshold), locale)}
              input={{ inputMode: "decimal" }}
            />
          </div>
          {people
            ? (["require_factor", "refuse_support", "mail_support_changes"] as const).map((name) => (
                <CheckField
                  key={name}
                  name={name}
                  label={t(name)}
                  help={t(`${name}_help`)}
                  value={preferences[name] ? "1" : "0"}
                />
              ))
            : null}
          <div>
            <SubmitButton>{c("save")}</SubmitButton>
          </div>
        </ActionForm>
      </Section>
      {money && isReseller ? (
        <Section title={t("receipts")} note={t("receipts_text")} className="pt-8">
          <ActionForm
            action={savePreferencesBeyondAction}
            prefix="receipts"
            className="flex max-w-md flex-col gap-4"
          >
            <input type="hidden" name="i_customer" value={i_customer} />
            <TextField
              name="receipt_name"
              label={t("receipt_name")}
              value={receipt_name}
              input={{ maxLength: 128, autoComplete: "organization" }}
            />
            <TextAreaField
              name="receipt_address"
              label={t("receipt_address")}
              value={receipt_address}
              area={{ rows: 4, maxLength: 512, autoComplete: "street-address" }}
            />
            <div>
              <SubmitButton>{c("save")}</SubmitButton>
            </div>
          </ActionForm>
        </Section>
      ) : null}
    </>
  );
}
