import { formatMoney } from "@/attributes/format-money";
import { useLocale } from "@/i18n/texts";

type Props = {
  /** decimal text */
  readonly amount: string;
  readonly currency: string;
};

/** An amount as a figure: in summaries, tables, lists and forms. Negative ones have a minus and the warning colour. */
export function Money({ amount, currency }: Props) {
  const locale = useLocale();
  const negative = amount.startsWith("-");
  return (
    <span className={`num ${negative ? "text-danger" : ""}`}>{formatMoney(amount, currency, locale)}</span>
  );
}
