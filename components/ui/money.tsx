import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/attributes/format-money";

export { formatMoney };

type Props = {
  /** decimal text */
  readonly amount: string;
  readonly currency: string;
};

/** An amount in its currency, with tabular figures; a negative one with a sign and in the warning colour. */
export function Money({ amount, currency }: Props) {
  const locale = useLocale();
  const negative = amount.startsWith("-");
  return (
    <span className={`num ${negative ? "text-danger" : ""}`}>{formatMoney(amount, currency, locale)}</span>
  );
}

/** A balance as people say it: what is below zero is owed. */
export function Balance({ amount, currency }: Props) {
  const locale = useLocale();
  const t = useTranslations("common");
  if (!amount.startsWith("-")) return <Money amount={amount} currency={currency} />;
  return (
    <span className="num text-danger">
      {t("owes", { amount: formatMoney(amount.slice(1), currency, locale) })}
    </span>
  );
}
