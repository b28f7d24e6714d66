import { formatMoney } from "@/attributes/format-money";
import { formatDateTime, formatDay, formatRecent } from "@/attributes/format-time";
import { type DecimalText, fromMillionths, millionths } from "@/attributes/reading/decimal";
import { formatNumber } from "@/components/ui/number";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { Below, Overview } from "@/server/customers/overview";
import type { HistoryLine } from "@/server/history/entry";
import type { FollowUpDue } from "@/server/notes/list-follow-ups";
import { listAddress } from "../../web/customers/list-address";
import { behalfText, foreignText, operationText, whoText } from "../../web/history/change-words";
import type { AttentionRow } from "./attention";
import { currencyOf, paidIn } from "./charts";
import type { FollowUpsShown } from "./follow-ups";
import type { BalancesShown } from "./side-lists";
import type { Figure, OverviewShown } from "./view";

/** The figures of the reader's own company; `below`: with what it has of its sub-customers. */
export async function figuresOf(overview: Overview, below: Below | null): Promise<Figure[]> {
  const [t, locale] = [await getTranslations("overview"), await getLocale()];
  const { balance, credit_limit, base_currency, threshold, is_root } = overview;
  const money = (amount: DecimalText, currency = base_currency) => formatMoney(amount, currency, locale);
  const available = fromMillionths(millionths(balance) + millionths(credit_limit));
  const stops = available.startsWith("-");
  const told = threshold === null ? [] : [t("told_below", { amount: money(threshold) })];
  // without a limit the balance alone is what is available
  const parts =
    below && Number(credit_limit) !== 0
      ? [t("available_of", { balance: money(balance), limit: money(credit_limit) })]
      : [];
  const own: Figure = {
    label: t("available"),
    value: money(available),
    note: [...parts, ...told].join("; "),
    alarms: stops,
  };
  if (!below) {
    return [
      own,
      { label: t("balance"), value: money(balance), alarms: stops && balance.startsWith("-") },
      { label: t("credit_limit"), value: money(credit_limit) },
    ];
  }
  const currency = currencyOf(below.activity, base_currency);
  const paid = paidIn(below.activity);
  const others = [...paid].flatMap(([code, sum]) =>
    code === currency ? [] : [money(fromMillionths(sum), code)],
  );
  const month = below.growth.at(-1);
  const change = month ? month.created - month.deleted : 0;
  const sums = below.sums.find((one) => one.currency === base_currency) ?? below.sums[0];
  const held: Figure[] = sums
    ? [
        {
          label: t("held_for_them"),
          value: money(sums.held, sums.currency),
          ...(Number(sums.owed) === 0
            ? {}
            : { note: t("owed_amount", { amount: money(unsigned(sums.owed), sums.currency) }) }),
        },
      ]
    : [];
  // nobody is above root, so that its own funds bound nothing
  const [first, last] = is_root ? [held, Number(available) === 0 ? [] : [own]] : [[own], held];
  return [
    ...first,
    {
      label: t("came_in"),
      value: money(fromMillionths(paid.get(currency) ?? 0n), currency),
      ...(others.length > 0 ? { note: t("came_in_too", { amounts: others.join(", ") }) } : {}),
    },
    {
      label: t("sub_customers"),
      value: formatNumber(String(below.descendants), locale),
      href: listAddress("below"),
      note: [
        t("direct", { count: below.direct }),
        ...(change === 0 ? [] : [t("month_change", { change: signed(change, locale) })]),
      ].join("; "),
    },
    ...last,
  ];
}

/** The reasons for attention, and the protection that is nearly used up. */
export async function attentionOf(
  { attention, commitment }: Below,
  currency: string,
): Promise<NonNullable<OverviewShown["attention"]>> {
  const [t, locale] = [await getTranslations("overview"), await getLocale()];
  const rows = attention.map(
    ({ what, count, isMore, worst }): AttentionRow => ({
      what,
      words: t(`needs_${what}`),
      href: listAddress(what),
      count: `${formatNumber(String(count), locale)}${isMore ? "+" : ""}`,
      names: worst.map(({ i_customer, name }) => [i_customer, name]),
      ...(count > worst.length ? { more: true } : {}),
    }),
  );
  if (commitment?.nearlyUsedUp) {
    const [left, whole] = [commitment.left, commitment.whole].map((one) =>
      formatMoney(one, currency, locale),
    );
    rows.push({
      what: "commitment",
      words: t("commitment"),
      href: "/customers?direct=1&sort=credit_limit&order=desc",
      note: t("commitment_left", { left: left ?? "", whole: whole ?? "" }),
    });
  }
  return { title: t("attention"), well: t("all_well"), rows };
}

/** What is held and owed, a row for each currency. */
export async function balancesOf({ sums }: Below): Promise<BalancesShown> {
  const [t, locale] = [await getTranslations("overview"), await getLocale()];
  return {
    title: t("balances"),
    rows: sums.map(({ currency, customers, held, owed, credit }) => {
      const [above, below] = [Number(held), -Number(owed)];
      const whole = above + below;
      const money = (amount: string) => formatMoney(amount, currency, locale);
      return {
        currency,
        customers: t("customers_count", {
          count: customers,
          shown: formatNumber(String(customers), locale),
        }),
        ...(whole > 0 ? { share: Math.round((above / whole) * 100) } : {}),
        ...(above > 0 || below === 0 ? { held: t("held_amount", { amount: money(held) }) } : {}),
        ...(below > 0 ? { owed: t("owed_amount", { amount: money(unsigned(owed)) }) } : {}),
        ...(Number(credit) > 0 ? { credit: t("credit_given", { amount: money(credit) }) } : {}),
      };
    }),
  };
}

/** How the balance changed of late: a reseller sees its customers in that place. */
export async function bookedOf({ booked, base_currency }: Overview) {
  const [t, l, k, locale] = [
    await getTranslations("overview"),
    await getTranslations("ledger"),
    await getTranslations("ledger_kinds"),
    await getLocale(),
  ];
  const row = (words: string, entries: number, amount: string) =>
    [`${words} · ${l("entries", { count: entries })}`, formatMoney(amount, base_currency, locale)] as const;
  const rows = booked.map(({ kind, entries, amount }) => row(k(kind), entries, amount));
  if (rows.length > 1) {
    const entries = booked.reduce((sum, one) => sum + one.entries, 0);
    const whole = booked.reduce((sum, { amount }) => sum + millionths(amount), 0n);
    rows.push(row(t("change"), entries, fromMillionths(whole)));
  }
  return { title: t("booked"), none: t("nothing_booked"), rows };
}

/** The notes to look at again. @param mayEdit whether the reader may say that one is done */
export async function followUpsOf(
  found: { readonly followUps: readonly FollowUpDue[]; readonly more: boolean },
  mayEdit: boolean,
): Promise<FollowUpsShown> {
  const [t, locale] = [await getTranslations("notes"), await getLocale()];
  return {
    title: t("follow_ups"),
    ...(found.more ? { more: t("more") } : {}),
    ...(mayEdit ? { done: t("done") } : {}),
    rows: found.followUps.map((one) => ({
      i_note: one.i_note,
      i_customer: one.i_customer,
      name: one.name,
      text: one.text,
      day: formatDay(one.follow_up_on, locale),
      state: one.state,
      ...(one.state === "later" ? {} : { state_word: t(one.state) }),
      by: one.follow_up_login ?? t("anybody"),
    })),
  };
}

/** The latest changes, each in a line or two. @param self the reader's own customer, which needs no name */
export async function latelyOf(entries: readonly HistoryLine[], timeZone: string, self: number) {
  const [t, locale] = [await getTranslations(), await getLocale()];
  return {
    title: t("overview.lately"),
    none: t("history.empty"),
    rows: entries.map((entry) => {
      const [behalf, foreign] = [behalfText(entry, t), foreignText(entry, t)];
      const door = `history.door_${entry.door}` as "history.door_api";
      return {
        id: entry.i_audit,
        what: operationText(entry, t),
        ...(entry.i_customer === self ? {} : { about: [entry.i_customer, entry.name] as const }),
        at: [formatRecent(entry.at, timeZone, locale), formatDateTime(entry.at, timeZone, locale)] as const,
        how: [whoText(entry, t), behalf].filter((part) => part !== null).join(" · "),
        ...(entry.door !== "web" && t.has(door) ? { door: [entry.door, t(door)] as const } : {}),
        ...(foreign === null ? {} : { foreign }),
      };
    }),
  };
}

/** Drops the sign, because the words already say that it is owed. */
function unsigned(owed: string): string {
  return owed.replace("-", "");
}

function signed(change: number, locale: string): string {
  return `${change > 0 ? "+" : "−"}${formatNumber(String(Math.abs(change)), locale)}`;
}
