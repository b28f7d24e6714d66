import { formatMoney } from "@/attributes/format-money";
import { formatAxisDay, formatMonth } from "@/attributes/format-time";
import { millionths } from "@/attributes/reading/decimal";
import type { ChartValues } from "@/components/chart/chart";
import { roundTicks } from "@/components/chart/round-ticks";
import { formatNumber, formatShort } from "@/components/ui/number";
import type { Texts } from "@/i18n/texts";
import type { Below } from "@/server/customers/overview";

type Words = Texts<"overview">;

/** With fewer months that have anybody a sentence says as much as a picture. */
const leastDrawn = 3;

/** The number of sub-customers at the end of each month. */
export function growthChart(growth: Below["growth"], t: Words, locale: string, open = false): ChartValues {
  const totals = growth.map(({ total }) => total);
  const drawn = growth.filter(({ total }) => total > 0);
  const [first, last] = [drawn[0], totals.at(-1) ?? 0];
  return {
    kind: "line",
    title: t("growth"),
    note: t("growth_note"),
    table: tableLink(t, open),
    heads: [t("month"), t("new"), t("gone"), t("total")],
    rows: growth.map(({ month, created, deleted, total }) => [
      formatMonth(month, "long", locale),
      ...[created, deleted].map((count) => (count === 0 ? "" : formatNumber(String(count), locale))),
      formatNumber(String(total), locale),
    ]),
    ...scale(totals, locale, { whole: true }),
    labels: growth.map(({ month }, at) => {
      const words = formatMonth(month, "short", locale);
      return (growth.length - 1 - at) % 3 === 0 ? [at, words] : [at, words, "wide"];
    }),
    marked: [totals.length - 1, formatNumber(String(last), locale)],
    ...(first && drawn.length < leastDrawn
      ? {
          instead: t("since_month", {
            count: last,
            shown: formatNumber(String(last), locale),
            month: formatMonth(first.month, "long", locale),
          }),
        }
      : {}),
  };
}

/** Draws the payments in one currency; the table has all of them. */
export function paymentsChart(
  activity: Below["activity"],
  currency: string,
  t: Words,
  locale: string,
  open = false,
): ChartValues {
  const others = currenciesIn(activity).filter((one) => one !== currency);
  const columns = activity.some(({ payments }) => payments[currency]) ? [currency, ...others] : others;
  const amounts = activity.map(({ payments }) => Number(payments[currency] ?? 0));
  const greatest = amounts.indexOf(Math.max(...amounts));
  const money = (amount: string | undefined, code: string) =>
    amount === undefined ? "" : formatMoney(amount, code, locale);
  return {
    kind: "bars",
    title: t("activity"),
    note: t("activity_note", { currency }),
    table: tableLink(t, open),
    heads: [t("day"), ...columns.map((code) => t("payments_in", { currency: code })), t("changes")],
    rows: activity.map(({ day, payments, changes }) => [
      formatAxisDay(day, locale),
      ...columns.map((code) => money(payments[code], code)),
      changes === 0 ? "" : formatNumber(String(changes), locale),
    ]),
    ...scale(amounts, locale),
    labels: activity.flatMap(({ day }, at) => {
      const fromLast = activity.length - 1 - at;
      if (fromLast % 7 !== 0) return [];
      const words = formatAxisDay(day, locale);
      return [fromLast % 14 === 0 ? ([at, words] as const) : ([at, words, "wide"] as const)];
    }),
    marked: [greatest, money(activity[greatest]?.payments[currency], currency)],
    ...(columns[0] === currency ? {} : { instead: t("no_payments"), empty: true }),
  };
}

/** @param open whether the page was asked to come with the tables */
function tableLink(t: Words, open: boolean): ChartValues["table"] {
  return { word: t("as_table"), href: open ? "/overview" : "/overview?tables=1", open };
}

/** The reader's own currency if anybody paid in it, else the first in which somebody did. */
export function currencyOf(activity: Below["activity"], own: string): string {
  const found = currenciesIn(activity);
  return found.includes(own) ? own : (found[0] ?? own);
}

function currenciesIn(activity: Below["activity"]): string[] {
  return [...new Set(activity.flatMap(({ payments }) => Object.keys(payments)))].sort();
}

/** What was paid in each currency, in millionths. */
export function paidIn(activity: Below["activity"]): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { payments } of activity)
    for (const [code, amount] of Object.entries(payments))
      sums.set(code, (sums.get(code) ?? 0n) + millionths(amount));
  return sums;
}

/** The axis up to the greatest value, and how high each stands on it, in hundredths. */
function scale(values: readonly number[], locale: string, { whole = false } = {}) {
  const ticks = roundTicks(Math.max(0, ...values), { whole });
  const top = ticks.at(-1) || 1;
  return {
    heights: values.map((value) => Math.round((value / top) * 10_000) / 100),
    ticks: ticks.map((tick) => formatShort(tick, locale)),
  };
}
