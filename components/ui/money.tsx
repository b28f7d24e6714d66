import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/attributes/format-money";

type Props = {
  /** decimal text */
  readonly amount: string;
  readonly currency: string;
};

/** An amount as a figure: in tables, lists and forms. Negative ones have a minus and the warning colour. */
export function Money({ amount, currency }: Props) {
  const locale = useLocale();
  const negative = amount.startsWith("-");
  return (
    <span className={`num ${negative ? "text-danger" : ""}`}>{formatMoney(amount, currency, locale)}</span>
  );
}

/** A balance in a summary, as people say it: 'owes $9.66'. Lists and tables show `Money`, so that figures align. */
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
