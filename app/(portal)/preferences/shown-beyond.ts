import { plainDecimal } from "@/attributes/reading/decimal";
import { spellNumber } from "@/attributes/reading/typed-number";
import type { FieldKind, ShownField } from "@/components/attribute-field/shown-field";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { getPreferences, setPreferences } from "@/server/preferences/preferences";
import { asker } from "../../web/session/may";
import { currentStanding } from "../../web/session/standing";
import type { ShownGroup } from "./company-fields";

/** The groups of the customer's preferences that are no attributes, as far as the level may change them. */
export async function shownBeyond(session: LiveSession): Promise<ShownGroup[]> {
  const { actor, customer } = session;
  const may = await asker(session);
  const [money, people] = [
    may(setPreferences, "own", { values: { receipt_name: "" } }),
    may(setPreferences, "own", { ownOnly: "require_factor" }),
  ];
  if (!may(getPreferences) || (!money && !people)) return [];
  const { i_customer } = actor;
  const [{ preferences }, t, low, locale, { isReseller }] = await Promise.all([
    getPreferences(actor, { i_customer }),
    getTranslations("own_settings"),
    getTranslations("low_balance"),
    getLocale(),
    currentStanding(session),
  ]);
  const { low_balance_threshold: threshold, receipt_name, receipt_address } = preferences;
  const field = (
    name: string,
    label: string,
    kind: FieldKind,
    value: string,
    more?: Partial<ShownField>,
  ): ShownField => ({
    name,
    label,
    kind,
    value,
    width: "line",
    ...more,
  });
  const group = (title: string, about: string, fields: readonly ShownField[]) => ({
    title,
    about,
    open: true,
    fields,
  });
  const switches = ["require_factor", "refuse_support", "mail_support_changes"] as const;
  return [
    group(low("title"), t("low_balance_text"), [
      field(
        "low_balance_threshold",
        t("low_balance_threshold", { currency: customer.base_currency }),
        "amount",
        threshold === null ? "" : spellNumber(plainDecimal(threshold), locale),
        { help: t("low_balance_help") },
      ),
    ]),
    ...(people
      ? [
          group(
            t("access"),
            t("access_text"),
            switches.map((name) =>
              field(name, t(name), "switch", preferences[name] ? "1" : "0", { help: t(`${name}_help`) }),
            ),
          ),
        ]
      : []),
    ...(money && isReseller
      ? [
          group(t("receipts"), t("receipts_text"), [
            field("receipt_name", t("receipt_name"), "text", receipt_name, { max: 128 }),
            field("receipt_address", t("receipt_address"), "lines", receipt_address, { max: 512 }),
          ]),
        ]
      : []),
  ];
}
