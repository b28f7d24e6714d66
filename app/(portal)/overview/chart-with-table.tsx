import type { ReactNode } from "react";
import { Chart, type ChartData } from "@/components/chart/chart";
import { Section } from "@/components/ui/page";
import { Table } from "@/components/ui/table";
import { getLocale, getTranslations } from "@/i18n/texts";

type Props = {
  readonly title: string;
  readonly note?: string;
  readonly chart: ChartData;
  readonly head: ReactNode;
  /** whether the table starts open */
  readonly open?: boolean;
  /** takes the whole line: its table has many columns */
  readonly wide?: boolean;
  readonly children: ReactNode;
};

/** A chart with a table that says the same, for screen readers and for pages without scripts. */
export async function ChartWithTable({
  title,
  note,
  chart,
  head,
  open = false,
  wide = false,
  children,
}: Props) {
  const [t, locale] = [await getTranslations("overview"), await getLocale()];
  return (
    <Section title={title} note={note} className={`min-w-0 ${wide ? "xl:col-span-2" : ""}`}>
      <div className="chart h-44" data-part="chart">
        <Chart data={chart} label={title} locale={locale} />
      </div>
      <details className="fold chart-table mt-1" open={open}>
        <summary className="inline-flex h-8 items-center gap-1.5 text-[0.8125rem] text-muted hover:text-text">
          {t("as_table")}
        </summary>
        <Table label={title} head={head}>
          {children}
        </Table>
      </details>
    </Section>
  );
}
