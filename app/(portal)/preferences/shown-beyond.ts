import { plainDecimal } from "@/attributes/reading/decimal";
import { spellNumber } from "@/attributes/reading/typed-number";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { getPreferences, setPreferences } from "@/server/preferences/preferences";
import { promisingMail } from "../../web/forms/mail-words";
import { asker } from "../../web/session/may";
import { currentStanding } from "../../web/session/standing";
import type { ShownBeyond } from "./beyond";

/** The customer's preferences that are no attributes, for `Beyond`; null: the level may change none of them. */
export async function shownBeyond(session: LiveSession): Promise<ShownBeyond | null> {
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
  const switches = people ? (["require_factor", "refuse_support", "mail_support_changes"] as const) : [];
  return {
    i_customer,
    title: t("beyond"),
    threshold: {
      label: t("low_balance_threshold", { currency: customer.base_currency }),
      help: await promisingMail(session, t("low_balance_help")),
      value: threshold === null ? "" : spellNumber(plainDecimal(threshold), locale),
    },
    switches: switches.map((name) => ({
      name,
      label: t(name),
      help: t(`${name}_help`),
      value: preferences[name] ? "1" : "0",
    })),
    receipts:
      money && isReseller
        ? {
            title: t("receipts"),
            note: t("receipts_text"),
            name: { label: t("receipt_name"), value: receipt_name },
            address: { label: t("receipt_address"), value: receipt_address },
          }
        : null,
    save: c("save"),
  };
}
