import type { Metadata } from "next";
import { ExportLinks } from "@/components/list/export-links";
import { addressOf } from "@/components/list/list-query";
import { formatPeriod, timeZoneText } from "@/components/ui/date-time";
import { EmptyState, Notice, PageHeading } from "@/components/ui/page";
import { getLocale, getTranslations } from "@/i18n/texts";
import { findPath } from "@/server/customers/find-path";
import { getStatement } from "@/server/money/get-statement";
import { exportFormats } from "../../web/lists/export-formats";
import { filterProblems } from "../../web/lists/filters";
import { ListPages } from "../../web/lists/list-pages";
import { Portal } from "../../web/portal/portal";
import { requireFor } from "../../web/session/may";
import { askedIn } from "./asked";
import { PeriodForm } from "./period-form";
import { statementTables } from "./shown";
import { StatementView } from "./statement-view";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("statement"))("title") };
}

export default async function StatementPage({ searchParams }: PageProps<"/statement">) {
  const query = await searchParams;
  const session = await requireFor(addressOf("/statement", query, {}), getStatement);
  const { actor, timeZone } = session;
  const asked = await askedIn(query, timeZone);
  const { i_wholesaler: of = actor.i_customer } = asked.raw;
  const [result, { path }] = await Promise.all([
    asked.wrong.size > 0 ? null : getStatement(actor, { ...asked.raw, after: query.after }),
    findPath(actor, { i_customer: of }),
  ]);
  const [t, locale] = [await getTranslations("statement"), await getLocale()];
  const scope = path.at(-1);
  return (
    <Portal session={session}>
      <PageHeading
        title={path.length > 1 && scope ? t("title_of", { name: scope.name }) : t("title")}
        crumbs={path
          .slice(1)
          .map(({ i_customer, name }) => ({ label: name, href: `/customers/${i_customer}` }))}
        note={
          result === null
            ? null
            : t("note", {
                period: formatPeriod(asked.days.since, asked.days.until, locale),
                zone: timeZoneText(timeZone),
              })
        }
        actions={
          result === null || result.rows.length === 0 ? null : (
            <ExportLinks
              path="/statement/export"
              query={query}
              {...(await exportFormats(session.i_export_type))}
            />
          )
        }
      />
      <PeriodForm
        asked={asked}
        of={typeof of === "string" ? of : ""}
        problems={await filterProblems(asked)}
      />
      {result === null ? (
        <EmptyState title={t("wrong")} text={t("wrong_text")} />
      ) : (
        <>
          {result.provisional ? (
            <div className="mb-6">
              <Notice>{t("provisional")}</Notice>
            </div>
          ) : null}
          {result.rows.length === 0 ? (
            <EmptyState title={t("empty")} text={t("empty_text")} />
          ) : (
            <StatementView {...(await statementTables(result, asked.days, asked.everyone))} />
          )}
          <ListPages
            label={t("title")}
            path="/statement"
            query={query}
            next={result.next}
            shown={result.rows.length}
            total={result.totals.reduce((sum, { customers }) => sum + customers, 0)}
          />
        </>
      )}
    </Portal>
  );
}
