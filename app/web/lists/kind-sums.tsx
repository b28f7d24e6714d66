import { fromMillionths, millionths } from "@/attributes/reading/decimal";
import { Money } from "@/components/ui/money";
import { getTranslations } from "@/i18n/texts";
import type { LedgerSum } from "@/server/ledger/ledger";

type Props = {
  readonly sums: readonly LedgerSum[];
  readonly currency: string;
  /** names the list for screen readers */
  readonly label: string;
  /** the words for the total of all kinds, shown if there are several */
  readonly whole: string;
};

/** Lists the bookings by kind, and their total. */
export async function KindSums({ sums, currency, label, whole }: Props) {
  const [t, k] = [await getTranslations("ledger"), await getTranslations("ledger_kinds")];
  const all = sums.reduce((sum, { amount }) => sum + millionths(amount), 0n);
  const entries = sums.reduce((sum, { entries: count }) => sum + count, 0);
  const shown = sums.map(({ kind, ...sum }) => ({ ...sum, label: k(kind) }));
  if (sums.length > 1) shown.push({ label: whole, entries, amount: fromMillionths(all) });
  return (
    <dl aria-label={label} className="flex flex-wrap gap-x-5 gap-y-1 text-[0.8125rem]" data-part="sums">
      {shown.map(({ label: of, entries: count, amount }) => (
        <div key={of} className="flex gap-1.5">
          <dt className="text-muted">
            {of} · {t("entries", { count })}
          </dt>
          <dd className="font-medium">
            <Money amount={amount} currency={currency} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
