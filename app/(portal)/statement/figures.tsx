import { Money } from "@/components/ui/money";
import { Td, Th } from "@/components/ui/table";
import { getTranslations } from "@/i18n/texts";
import type { LedgerKind } from "@/server/ledger/ledger";
import type { StatementTotal } from "@/server/money/get-statement";

type Props = { readonly kinds: readonly LedgerKind[] };

/** The column heads for opening balance, sums and closing balance. */
export async function FigureHeads({ kinds }: Props) {
  const t = await getTranslations("statement");
  return (
    <>
      <Th numeric>{t("opening")}</Th>
      {kinds.map((kind) => (
        <Th key={kind} numeric>
          {t(`of_${kind}`)}
        </Th>
      ))}
      <Th numeric>{t("closing")}</Th>
    </>
  );
}

/** The figures of one sub-customer, or of all in a currency. */
export async function Figures({
  kinds,
  figures: { opening, sums, closing, currency },
}: Props & { readonly figures: Omit<StatementTotal, "customers"> }) {
  const t = await getTranslations("statement");
  return (
    <>
      <Td numeric label={t("opening")} className={isZero(opening) ? "zero" : ""}>
        <Amount amount={opening} currency={currency} />
      </Td>
      {kinds.map((kind) => (
        <Td key={kind} numeric label={t(`of_${kind}`)} className={isZero(sums[kind]) ? "zero" : ""}>
          <Amount amount={sums[kind]} currency={currency} />
        </Td>
      ))}
      <Td numeric place="right" className="font-medium">
        <Amount amount={closing} currency={currency} />
      </Td>
    </>
  );
}

/** An amount in a statement. Most are zero; drawing those as a dash makes the others stand out. */
export function Amount({ amount, currency }: { readonly amount: string; readonly currency: string }) {
  if (!isZero(amount)) return <Money amount={amount} currency={currency} />;
  return (
    <>
      <span aria-hidden className="text-muted">
        –
      </span>
      <span className="sr-only">
        <Money amount={amount} currency={currency} />
      </span>
    </>
  );
}

/** On a phone what is zero is left out. */
export function isZero(amount: string): boolean {
  return /^0\.0+$/.test(amount);
}
