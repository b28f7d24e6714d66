import { getTranslations } from "next-intl/server";
import { fromMillionths, millionths } from "@/attributes/decimal";
import { Money } from "@/components/ui/money";
import type { LedgerSum } from "@/server/money/list-ledger";

/** What the filters leave, by kind and in all: over every page. */
export async function LedgerSums({
  sums,
  currency,
}: {
  readonly sums: readonly LedgerSum[];
  readonly currency: string;
}) {
  const [t, k] = [await getTranslations("ledger"), await getTranslations("ledger_kinds")];
  if (sums.length === 0) return null;
  const all = sums.reduce((sum, { amount }) => sum + millionths(amount), 0n);
  const entries = sums.reduce((sum, { entries: count }) => sum + count, 0);
  const shown = sums.map(({ kind, ...sum }) => ({ ...sum, label: k(kind) }));
  if (sums.length > 1) shown.push({ label: t("together"), entries, amount: fromMillionths(all) });
  return (
    <dl aria-label={t("sums")} className="mb-4 flex flex-wrap gap-x-8 gap-y-3" data-part="sums">
      {shown.map(({ label, entries: count, amount }) => (
        <div key={label}>
          <dt className="text-[0.8125rem] text-muted">
            {label} · {t("entries", { count })}
          </dt>
          <dd className="font-medium">
            <Money amount={amount} currency={currency} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
