import { formatMoney } from "@/attributes/format-money";
import { plainDecimal } from "@/attributes/reading/decimal";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { NeededFunds } from "@/server/jobs/job/figures";
import type { ShownMeaning } from "./preview-progress";

/**
 * Says what a job needs of a parent's funds, and whether there is enough.
 * @param about how to say an amount that may be reckoned
 */
export async function fundsText(
  { name, currency, reckoned, can_give, enough }: NeededFunds,
  about: (amount: string) => string = (amount) => amount,
): Promise<ShownMeaning> {
  const [t, locale] = [await getTranslations("bulk"), await getLocale()];
  const money = (amount: string) => formatMoney(plainDecimal(amount), currency, locale);
  const needed = about(money(reckoned));
  const text =
    can_give === null
      ? t("funds_needed", { name, needed })
      : t("funds_of", { name, needed, can_give: money(can_give) });
  return { text, tone: enough ? "plain" : "danger" };
}
