import { Section } from "@/components/ui/page";
import { Table, Td, Th } from "@/components/ui/table";
import { getTranslations } from "@/i18n/texts";
import type { Statement } from "@/server/money/get-statement";
import { FigureHeads, Figures } from "./figures";

/** The totals, one row per currency: we never add across currencies. */
export async function Totals({ statement: { totals, kinds } }: { readonly statement: Statement }) {
  const t = await getTranslations("statement");
  return (
    <Section title={t("totals")} className="mb-8">
      <Table
        label={t("totals")}
        columns={kinds.length + 4}
        head={
          <>
            <Th>{t("currency")}</Th>
            <Th numeric>{t("customers")}</Th>
            <FigureHeads kinds={kinds} />
          </>
        }
      >
        {totals.map((total) => (
          <tr key={total.currency}>
            <Td className="font-medium">{total.currency}</Td>
            <Td numeric label={t("customers")}>
              {t("count", { count: total.customers })}
            </Td>
            <Figures kinds={kinds} figures={total} />
          </tr>
        ))}
      </Table>
    </Section>
  );
}
