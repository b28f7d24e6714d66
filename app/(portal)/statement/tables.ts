import { formatMoney } from "@/attributes/format-money";
import { type FigureCell, withoutEmpty } from "@/components/list/figure-cell";
import { queryText } from "@/components/list/list-query";
import { formatNumber } from "@/components/ui/number";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { Days } from "@/server/ground/time/calendar";
import type { Statement, StatementRow, StatementTotal } from "@/server/money/get-statement";
import { stateText } from "../../web/customers/state-mark";
import type { StatementLine, StatementTables } from "./statement-tables";

/** A statement in the reader's words. @param everyone whether the rows come from several levels, so that each names its parent */
export async function statementTables(
  { rows, kinds, totals }: Statement,
  days: Days,
  everyone: boolean,
): Promise<StatementTables> {
  const [t, c, locale] = [
    await getTranslations("statement"),
    await getTranslations("common"),
    await getLocale(),
  ];
  const cellsOf = ({ opening, sums, closing, currency }: StatementRow | StatementTotal): FigureCell[] => {
    const money = (amount: string) => moneyCell(amount, currency, locale);
    const end = money(closing);
    // of all figures the closing balance alone may alarm
    return [
      money(opening),
      ...kinds.map((kind) => money(sums[kind])),
      closing.startsWith("-") && typeof end === "string" ? [end, "neg"] : end,
    ];
  };
  const heads = [t("opening"), ...kinds.map((kind) => t(`of_${kind}`)), t("closing"), t("credit_limit")];
  const lines = rows.map((row): StatementLine => {
    const limit = row.today ? moneyCell(row.today.credit_limit, row.currency, locale) : "";
    const more = moreOf(row, everyone, c);
    const line = [row.i_customer, row.name, [...cellsOf(row), limit]] as const;
    return Object.keys(more).length > 0 ? [...line, more] : line;
  });
  const cells = lines.map(([, , figures]) => figures);
  const { of: kept, empty } = withoutEmpty(heads, cells, heads.length - 2);
  const sums = totals.map(cellsOf);
  const { of: summed, empty: unsummed } = withoutEmpty(heads.slice(0, -1), sums, heads.length - 2);
  const sumHeads = [t("currency"), t("customers"), ...summed(heads.slice(0, -1))];
  // what the table below says of itself needs no second line
  const emptySums = unsummed.filter((head) => !empty.includes(head));
  return {
    totals: {
      title: t("totals"),
      heads: sumHeads,
      look: figuresFrom(2, sumHeads.length, sumHeads.length),
      rows: totals.map(({ currency, customers }, row) => [
        currency,
        [formatNumber(String(customers), locale), ...summed(sums[row] ?? [])],
      ]),
      ...(emptySums.length > 0 ? { empty: c("empty_columns", { columns: emptySums.join(", ") }) } : {}),
    },
    customers: {
      title: t("customers"),
      heads: [everyone ? `${t("customer")} · ${t("parent")}` : t("customer"), ...kept(heads)],
      look: `names two ${figuresFrom(2, kept(heads).length + 1, kept(heads).indexOf(t("closing")) + 2)}`,
      rows: lines.map(([id, name, figures, more]) =>
        more === undefined ? [id, name, kept(figures)] : [id, name, kept(figures), more],
      ),
      ...(empty.length > 0 ? { empty: c("empty_columns", { columns: empty.join(", ") }) } : {}),
    },
    days: queryText(days),
    words: { deleted: t("deleted"), blocked: c("blocked"), stopped_above: c("stopped_above") },
  };
}

function moreOf(
  { today, below, parent_name }: StatementRow,
  everyone: boolean,
  c: Awaited<ReturnType<typeof getTranslations<"common">>>,
): NonNullable<StatementLine[3]> {
  const parent = everyone && below > 0 ? { parent: parent_name } : {};
  if (today === null) return { ...parent, mark: "deleted" };
  if (today.blocked) return { ...parent, mark: "blocked" };
  return today.stopped_by ? { ...parent, mark: [stateText(today, c), today.stopped_by.i_customer] } : parent;
}

/** The classes by which these columns are figures, and one of them stands at the right on a phone. */
function figuresFrom(first: number, last: number, right: number): string {
  const figures = Array.from({ length: last - first + 1 }, (_, index) => `n${first + index}`);
  return [...figures, `r${right}`].join(" ");
}

/** Most amounts of a statement are zero; as dashes they let the others stand out. */
function moneyCell(amount: string, currency: string, locale: string): FigureCell {
  return /^0\.0+$/.test(amount) ? 0 : formatMoney(amount, currency, locale);
}
