import { formatMoney } from "@/attributes/format-money";
import { millionths, plainDecimal } from "@/attributes/reading/decimal";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { NeededFunds } from "@/server/jobs/job/figures";
import type { ShownMeaning } from "./preview-progress";

/** So many parents are named. */
const mostNamed = 5;

/**
 * Says what a job needs of parents' funds, and whether there is enough: where there is not, first, and the most before less.
 * @param about how to say an amount that may be reckoned
 */
export async function fundsTexts(
  funds: readonly NeededFunds[],
  about: (amount: string) => string = (amount) => amount,
): Promise<ShownMeaning[]> {
  const sorted = funds.toSorted(
    (one, other) =>
      Number(one.enough) - Number(other.enough) ||
      (millionths(one.reckoned) < millionths(other.reckoned) ? 1 : -1),
  );
  const [named, further] = [sorted.slice(0, mostNamed), sorted.slice(mostNamed)];
  const texts = await Promise.all(named.map(async (needed) => await fundsText(needed, about)));
  if (further.length === 0) return texts;
  const text = (await getTranslations("bulk"))("funds_further", { count: further.length });
  return [...texts, { text, tone: further.every(({ enough }) => enough) ? "plain" : "danger" }];
}

async function fundsText(
  { name, currency, reckoned, can_give, enough }: NeededFunds,
  about: (amount: string) => string,
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
