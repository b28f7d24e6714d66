import { formatMoney } from "@/attributes/format-money";
import type { ChartData } from "@/components/chart/chart";
import { Money } from "@/components/ui/money";
import { EmptyState } from "@/components/ui/page";
import { Td, Th } from "@/components/ui/table";
import { getFormatter, getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import type { Below } from "@/server/customers/overview";
import { Step } from "../../web/portal/step";
import { ChartWithTable } from "./chart-with-table";

type Props = {
  readonly below: Below;
  /** the reader's own currency */
  readonly currency: string;
  readonly session: LiveSession;
};

/** Shows balances, growth and activity of the customers below, each as a chart and as a table. */
export async function Figures({ below, currency, session }: Props) {
  const [t, c] = [await getTranslations("overview"), await getTranslations("customers")];
  if (below.descendants === 0) {
    return (
      <div className="my-6">
        <EmptyState
          title={t("empty")}
          text={t("empty_text")}
          action={
            <Step session={session} step="customer" href="/customers/new">
              {c("new")}
            </Step>
          }
        />
      </div>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-x-10 gap-y-8 border-b border-line py-6 xl:grid-cols-2">
      <Growth growth={below.growth} />
      <Activity activity={below.activity} currency={currency} />
      <Balances sums={below.sums} />
    </div>
  );
}

async function Growth({ growth }: Pick<Below, "growth">) {
  const [t, format] = [await getTranslations("overview"), await getFormatter()];
  const months = growth.map((row) => {
    const at = new Date(`${row.month}-15T00:00:00Z`);
    return {
      ...row,
      short: format.dateTime(at, { month: "short" }),
      long: format.dateTime(at, { month: "long", year: "numeric" }),
    };
  });
  const chart: ChartData = {
    kind: "line",
    points: months.map(({ short, long, total, created, deleted }) => ({
      label: short,
      values: [total],
      words: [
        long,
        `${t("total")}: ${format.number(total)}`,
        `${t("new")}: ${created}`,
        `${t("gone")}: ${deleted}`,
      ],
    })),
    colours: ["var(--accent)"],
    labelEvery: 1,
    labelEveryNarrow: 3,
    of: "counts",
  };
  return (
    <ChartWithTable
      title={t("growth")}
      chart={chart}
      head={
        <>
          <Th>{t("month")}</Th>
          <Th numeric>{t("new")}</Th>
          <Th numeric>{t("gone")}</Th>
          <Th numeric>{t("total")}</Th>
        </>
      }
    >
      {months.map(({ month, long, created, deleted, total }) => (
        <tr key={month}>
          <Td>{long}</Td>
          <Td numeric label={t("new")}>
            {format.number(created)}
          </Td>
          <Td numeric label={t("gone")}>
            {format.number(deleted)}
          </Td>
          <Td numeric place="right">
            {format.number(total)}
          </Td>
        </tr>
      ))}
    </ChartWithTable>
  );
}

/** Charts payments in the currency that most of them have; the table has all currencies. */
async function Activity({ activity, currency }: Pick<Below, "activity"> & { readonly currency: string }) {
  const [t, format, locale] = [await getTranslations("overview"), await getFormatter(), await getLocale()];
  const currencies = [...new Set(activity.flatMap(({ payments }) => Object.keys(payments)))].sort();
  const days = activity.map((row) => {
    const at = new Date(`${row.day}T12:00:00Z`);
    return {
      ...row,
      // a calendar day, independent of the reader's zone
      short: format.dateTime(at, { day: "numeric", month: "short", timeZone: "UTC" }),
    };
  });
  // nothing to draw if nobody paid
  const drawn =
    days.filter(({ payments }) => payments[currency] !== undefined).length > 0
      ? currency
      : (currencies[0] ?? currency);
  const chart: ChartData = {
    kind: "bars",
    points: days.map(({ short, payments, changes }) => ({
      label: short,
      values: [Number(payments[drawn] ?? 0)],
      words: [
        short,
        ...Object.entries(payments).map(
          ([code, amount]) => `${t("payments")}: ${formatMoney(amount, code, locale)}`,
        ),
        t("changes_count", { count: changes }),
      ],
    })),
    colours: ["var(--accent)"],
    labelEvery: 7,
    labelEveryNarrow: 14,
    of: "amounts",
  };
  return (
    <ChartWithTable
      title={t("activity", { currency: drawn })}
      chart={chart}
      head={
        <>
          <Th>{t("day")}</Th>
          {currencies.map((code) => (
            <Th key={code} numeric>
              {t("payments_in", { currency: code })}
            </Th>
          ))}
          <Th numeric>{t("changes")}</Th>
        </>
      }
    >
      {days.map(({ day, short, payments, changes }) => (
        <tr key={day}>
          <Td>{short}</Td>
          {currencies.map((code) => (
            <Td key={code} numeric label={t("payments_in", { currency: code })}>
              {payments[code] === undefined ? null : <Money amount={payments[code]} currency={code} />}
            </Td>
          ))}
          <Td numeric label={t("changes")}>
            {format.number(changes)}
          </Td>
        </tr>
      ))}
    </ChartWithTable>
  );
}

async function Balances({ sums }: Pick<Below, "sums">) {
  const [t, locale] = [await getTranslations("overview"), await getLocale()];
  const chart: ChartData = {
    kind: "bars",
    // never compare amounts across currencies: each bar shows shares of its own currency
    points: sums.map(({ currency, owed, held, credit }) => {
      const [below, above] = [-Number(owed), Number(held)];
      const whole = below + above || 1;
      return {
        label: currency,
        values: [(above / whole) * 100, (below / whole) * 100],
        words: [
          currency,
          `${t("held")}: ${formatMoney(held, currency, locale)}`,
          `${t("owed")}: ${formatMoney(unsigned(owed), currency, locale)}`,
          `${t("credit")}: ${formatMoney(credit, currency, locale)}`,
        ],
      };
    }),
    colours: ["var(--good)", "var(--danger)"],
    labelEvery: 1,
    labelEveryNarrow: 1,
    of: "percent",
  };
  return (
    <ChartWithTable
      title={t("balances")}
      note={t("balances_note")}
      chart={chart}
      open
      wide
      head={
        <>
          <Th>{t("currency")}</Th>
          <Th numeric>{t("customers")}</Th>
          <Th numeric>{t("owed")}</Th>
          <Th numeric>{t("held")}</Th>
          <Th numeric>{t("credit")}</Th>
        </>
      }
    >
      {sums.map((row) => (
        <tr key={row.currency}>
          <Td>{row.currency}</Td>
          <Td numeric label={t("customers")}>
            {row.customers}
          </Td>
          <Td numeric label={t("owed")} className={row.owed.startsWith("-") ? "text-danger" : ""}>
            {formatMoney(unsigned(row.owed), row.currency, locale)}
          </Td>
          <Td numeric label={t("held")}>
            <Money amount={row.held} currency={row.currency} />
          </Td>
          <Td numeric label={t("credit")}>
            <Money amount={row.credit} currency={row.currency} />
          </Td>
        </tr>
      ))}
    </ChartWithTable>
  );
}

/** Drops the sign, because the heading 'Owed' already says it. */
function unsigned(owed: string): string {
  return owed.replace("-", "");
}
