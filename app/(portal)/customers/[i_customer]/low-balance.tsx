import { formatMoney } from "@/attributes/format-money";
import { plainDecimal } from "@/attributes/reading/decimal";
import { spellNumber } from "@/attributes/reading/typed-number";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextField } from "@/components/form/fields";
import { Section } from "@/components/ui/page";
import { getLocale, getTranslations } from "@/i18n/texts";
import { getPreferences, setPreferences } from "@/server/preferences/preferences";
import { promisingMail } from "../../../web/forms/mail-words";
import { savePreferencesBeyondAction } from "../../../web/preferences/own-actions";
import { may } from "../../../web/session/may";
import type { CustomerView } from "./open-customer";

/** When we tell the customer that its balance is low; a field for readers who may set it. */
export async function LowBalance({ view: { session, customer, relation } }: { readonly view: CustomerView }) {
  const { actor } = session;
  const { i_customer, base_currency: currency } = customer;
  const [{ preferences }, t, o, c, locale, maySet] = await Promise.all([
    getPreferences(actor, { i_customer }),
    getTranslations("low_balance"),
    getTranslations("own_settings"),
    getTranslations("common"),
    getLocale(),
    may(session, setPreferences, relation, { values: { low_balance_threshold: null } }),
  ]);
  const threshold = preferences.low_balance_threshold;
  return (
    <Section
      title={t("title")}
      note={
        threshold === null
          ? t("never")
          : await promisingMail(session, t("below", { amount: formatMoney(threshold, currency, locale) }))
      }
      className="pt-8"
    >
      {maySet ? (
        <ActionForm
          action={savePreferencesBeyondAction}
          prefix="low"
          className="flex max-w-sm flex-col items-start gap-4"
        >
          <input type="hidden" name="i_customer" value={i_customer} />
          <TextField
            name="low_balance_threshold"
            label={t("threshold", { currency })}
            help={
              threshold === null ? await promisingMail(session, o("low_balance_help")) : o("low_balance_help")
            }
            value={threshold === null ? "" : spellNumber(plainDecimal(threshold), locale)}
            input={{ inputMode: "decimal", className: "control figure" }}
          />
          <SubmitButton look="plain">{c("save")}</SubmitButton>
        </ActionForm>
      ) : null}
    </Section>
  );
}
