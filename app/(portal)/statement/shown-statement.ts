import { formatPeriod, timeZoneText } from "@/attributes/format-time";
import { addressOf, type Query, queryText } from "@/components/list/list-query";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { findPath } from "@/server/customers/branch/find-path";
import { getStatement } from "@/server/money/get-statement";
import { filterWords } from "../../web/lists/filter-words";
import { filterProblems } from "../../web/lists/filters";
import { pagesOf } from "../../web/lists/pages-of";
import { daysWords } from "../../web/lists/range-words";
import { type Asked, askedIn } from "./asked";
import { presets } from "./presets";
import type { ShownStatement, StatementWords } from "./shown";
import { statementTables } from "./tables";

/** What a statement shows at an address, in the reader's words. @throws Refusal 403 · 404 no such customer below */
export async function shownStatement(
  { actor, timeZone }: LiveSession,
  query: Query,
): Promise<ShownStatement> {
  const asked = await askedIn(query, timeZone);
  const { i_wholesaler: of } = asked.raw;
  // of oneself there is nothing above to tell; anybody else's is first found, so that a neighbour's is not there
  const { path } = of === undefined ? { path: [] } : await findPath(actor, { i_customer: of });
  const result =
    asked.wrong.size > 0 ? null : await getStatement(actor, { ...asked.raw, after: query.after });
  const [t, locale] = [await getTranslations("statement"), await getLocale()];
  const scope = path.at(-1);
  const { since, until } = asked.days;
  return {
    query: queryText(query),
    asked: query,
    problems: await filterProblems(asked),
    title: path.length > 1 && scope ? t("title_of", { name: scope.name }) : t("title"),
    crumbs: path.slice(1).map(({ i_customer, name }) => ({ label: name, href: `/customers/${i_customer}` })),
    note: result
      ? t("note", { period: formatPeriod(since, until, locale), zone: timeZoneText(timeZone) })
      : "",
    form: await formOf(asked, typeof of === "string" ? of : ""),
    provisional: result?.provisional ?? false,
    tables:
      result === null
        ? "wrong"
        : result.rows.length === 0
          ? "empty"
          : await statementTables(result, asked.days, asked.everyone),
    pages: await pagesOf({
      path: "/statement",
      query,
      next: result?.next,
      shown: result?.rows.length ?? 0,
      total: result?.totals.reduce((sum, { customers }) => sum + customers, 0),
    }),
  };
}

async function formOf({ days, everyone, preset }: Asked, of: string): Promise<ShownStatement["form"]> {
  const t = await getTranslations("statement");
  const kept = { of, everyone: everyone ? "1" : "" };
  return {
    ...days,
    everyone,
    of,
    period: (await daysWords(days.since, days.until)) ?? "",
    periods: presets.map((period) => ({
      href: addressOf("/statement", { ...kept, period }, {}),
      label: t(period),
      current: period === preset,
    })),
  };
}

/** What the page says at every address. */
export async function statementWords(): Promise<StatementWords> {
  const [t, f] = [await getTranslations("statement"), await filterWords()];
  return {
    title: t("title"),
    periods: t("periods"),
    since: t("since"),
    until: t("until"),
    everyone: t("everyone"),
    days: t("days"),
    ...f,
    provisional: t("provisional"),
    provisional_text: t("provisional_text"),
    wrong: { title: t("wrong"), text: t("wrong_text") },
    empty: { title: t("empty"), text: t("empty_text") },
  };
}
