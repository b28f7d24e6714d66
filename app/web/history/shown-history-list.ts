import { attributeNames } from "@/attributes/customer";
import { addressOf, type Query } from "@/components/list/list-query";
import type { Language } from "@/i18n/languages";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { dayBefore } from "@/server/ground/time/calendar";
import { todayIn } from "@/server/ground/time/clock";
import { doors } from "@/server/history/entry";
import { listHistory } from "@/server/history/list-history";
import { filterWords } from "../lists/filter-words";
import { shownFilters } from "../lists/filters";
import { pagesOf } from "../lists/pages-of";
import type { HistoryListWords, ShownHistoryList } from "./history-list";
import { notedOperations } from "./noted-operations";
import { readHistoryFilters } from "./read-history-filters";
import { shownHistory } from "./shown-history";

/**
 * What a history shows at an address, in the reader's words.
 * @param here the path of its page
 * @param i_customer the only customer that it is about; absent: everybody in the scope
 * @throws Refusal 403
 */
export async function shownHistoryList(
  session: LiveSession,
  query: Query,
  here: string,
  i_customer?: string,
): Promise<ShownHistoryList> {
  const { actor, timeZone } = session;
  const [t, filters] = [await getTranslations("history"), await readHistoryFilters(query, session)];
  const { support, after } = query;
  const isWrong = filters.wrong.size > 0;
  const found = isWrong
    ? null
    : await listHistory(actor, { ...filters.raw, i_customer, support, after, visits: true });
  const { typed } = filters;
  const day = todayIn(timeZone);
  const periods = [
    ["always", ""],
    ["today", day],
    ["last_7", dayBefore(day, 6)],
    ["last_30", dayBefore(day, 29)],
  ] as const;
  const shown = await shownFilters(query, filters);
  return {
    ...shown,
    periods: periods.map(([period, since]) => ({
      href: addressOf(here, query, { since: since || null, until: null, after: null }),
      label: t(period),
      current: typed.since === since && typed.until === "",
    })),
    history: found && (await shownHistory({ ...found, timeZone, narrowed: shown.narrowed })),
    pages: await pagesOf({ path: here, query, next: found?.next }),
  };
}

/** What a history's page says and offers at every address. */
export async function historyListWords(): Promise<HistoryListWords> {
  const [t, f] = [await getTranslations("history"), await getTranslations("filters")];
  return {
    title: t("title"),
    wrong: { title: f("wrong"), text: f("wrong_text") },
    when: t("when"),
    visit: t("visit"),
    who: t("filter_who"),
    what: t("filter_what"),
    changed: t("filter_changed"),
    door: t("filter_door"),
    log_ins: t("filter_log_ins"),
    job: t("filter_job"),
    since: t("since"),
    until: t("until"),
    anything: t("anything"),
    any_door: t("any_door"),
    log_ins_hidden: t("log_ins_hidden"),
    log_ins_shown: t("log_ins_shown"),
    show_log_ins: t("show_log_ins"),
    hide_log_ins: t("hide_log_ins"),
    show: t("show"),
    hide: t("hide"),
    ...(await filterWords()),
    ...(await choices()),
    doors: doors.map((id) => ({ id, label: t(`door_${id}`) })),
  };
}

type Choices = Pick<HistoryListWords, "kinds" | "attributes">;

/** The operations and attributes by their names, which stay as they are while the program runs. */
async function choices(): Promise<Choices> {
  const locale = await getLocale();
  const [o, a] = [await getTranslations("operations"), await getTranslations("attributes")];
  const byLabel = (one: { label: string }, other: { label: string }) =>
    one.label.localeCompare(other.label, locale);
  const found = made.get(locale) ?? {
    // a test checks that messages name every operation
    kinds: notedOperations.map((id) => ({ id, label: o(id as "signIn") })).sort(byLabel),
    attributes: attributeNames.map((id) => ({ id, label: a(id) })).sort(byLabel),
  };
  made.set(locale, found);
  return found;
}

const made = new Map<Language, Choices>();
