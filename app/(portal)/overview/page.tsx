import type { Metadata } from "next";
import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { fromMillionths, millionths } from "@/attributes/decimal";
import { ButtonLink } from "@/components/ui/button";
import { Balance, Money } from "@/components/ui/money";
import { EmptyState, PageHeading, Section, Stat } from "@/components/ui/page";
import { Table, Td, Th } from "@/components/ui/table";
import { listHistory } from "@/server/audit/list-history";
import { getOverview, type Overview } from "@/server/customers/overview";
import { requireSession } from "../../session";
import { currentStanding } from "../../standing";
import { HistoryTable } from "../history/history-table";
import { Portal } from "../portal";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

export default async function OverviewPage() {
  const session = await requireSession("/overview");
  const [t, overview, standing] = await Promise.all([
    getTranslations("overview"),
    getOverview(session.actor, {}),
    currentStanding(session),
  ]);
  return (
    <Portal session={session} current="overview">
      <PageHeading title={overview.name} note={t("title")} />
      <div className="grid grid-cols-2 gap-x-6 gap-y-5 border-b border-line pb-6 sm:grid-cols-3 xl:grid-cols-6">
        <Stat label={t("balance")}>
          <Balance amount={overview.balance} currency={overview.base_currency} />
        </Stat>
        <Stat label={t("credit_limit")}>
          <Money amount={overview.credit_limit} currency={overview.base_currency} />
        </Stat>
        <Stat label={t("available")} note={t("available_hint")}>
          <Money amount={sum(overview.balance, overview.credit_limit)} currency={overview.base_currency} />
        </Stat>
        {standing.isReseller ? <Counts overview={overview} /> : null}
      </div>
      {standing.isReseller ? (
        <Below overview={overview} mayAdd={((standing.rights.customers_mgmt ?? 0) & 1) === 1} />
      ) : null}
      <Recent session={session} />
    </Portal>
  );
}

async function Counts({ overview }: { readonly overview: Overview }) {
  const t = await getTranslations("overview");
  const format = await getFormatter();
  return (
    <>
      <Stat label={t("sub_customers")} note={t("direct", { count: overview.direct })}>
        <Link href="/customers" className="hover:underline">
          {format.number(overview.descendants)}
        </Link>
      </Stat>
      <Stat label={t("blocked")}>
        <Link href="/customers?blocked=1" className="hover:underline">
          {format.number(overview.blocked)}
        </Link>
      </Stat>
      <Stat label={t("low")}>{format.number(overview.low)}</Stat>
    </>
  );
}

async function Below({ overview, mayAdd }: { readonly overview: Overview; readonly mayAdd: boolean }) {
  const [t, c] = [await getTranslations("overview"), await getTranslations("customers")];
  if (overview.descendants === 0) {
    return (
      <div className="mt-6">
        <EmptyState
          title={t("empty")}
          text={t("empty_text")}
          action={
            mayAdd ? (
              <ButtonLink look="primary" href="/customers/new">
                {c("new")}
              </ButtonLink>
            ) : null
          }
        />
      </div>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-x-10 gap-y-6 border-b border-line py-6 xl:grid-cols-2">
      <Section title={t("balances")}>
        <Balances sums={overview.sums} />
      </Section>
      <Section title={t("growth")}>
        <Growth growth={overview.growth} />
      </Section>
    </div>
  );
}

async function Balances({ sums }: Pick<Overview, "sums">) {
  const t = await getTranslations("overview");
  return (
    <Table
      label={t("balances")}
      head={
        <>
          <Th>{t("currency")}</Th>
          <Th numeric>{t("customers")}</Th>
          <Th numeric>{t("owed")}</Th>
          <Th numeric>{t("held")}</Th>
        </>
      }
    >
      {sums.map((row) => (
        <tr key={row.currency}>
          <Td>{row.currency}</Td>
          <Td numeric>{row.customers}</Td>
          <Td numeric>
            <Money amount={row.owed} currency={row.currency} />
          </Td>
          <Td numeric>
            <Money amount={row.held} currency={row.currency} />
          </Td>
        </tr>
      ))}
    </Table>
  );
}

/** A bar for each month; the figures stand in the text beside it for those who cannot see it. */
async function Growth({ growth }: Pick<Overview, "growth">) {
  const t = await getTranslations("overview");
  const format = await getFormatter();
  const most = Math.max(1, ...growth.map((row) => row.created));
  return (
    <ol className="flex h-36 items-end gap-1.5" data-part="chart">
      {growth.map(({ month, created }) => {
        const at = new Date(`${month}-15T00:00:00Z`);
        const name = format.dateTime(at, { month: "long" });
        return (
          <li
            key={month}
            className="flex min-w-0 flex-1 flex-col items-center justify-end gap-1 text-[12px] text-muted"
          >
            <span aria-hidden className="tabular-nums">
              {created || ""}
            </span>
            <span
              aria-hidden
              className="w-full max-w-8 rounded-t-[3px] bg-accent"
              style={{ height: `${Math.round((created / most) * 88)}px` }}
            />
            <span aria-hidden className="hidden sm:block">
              {format.dateTime(at, { month: "short" })}
            </span>
            <span aria-hidden className="sm:hidden">
              {format.dateTime(at, { month: "narrow" })}
            </span>
            <span className="sr-only">{`${name}: ${t("created", { count: created })}`}</span>
          </li>
        );
      })}
    </ol>
  );
}

async function Recent({ session }: { readonly session: Awaited<ReturnType<typeof requireSession>> }) {
  const t = await getTranslations("overview");
  const { entries } = await listHistory(session.actor, {});
  return (
    <Section title={t("recent")} className="py-6">
      <HistoryTable entries={entries.slice(0, 8)} timeZone={session.timeZone} brief />
    </Section>
  );
}

/** Two amounts of decimal text, exactly. */
function sum(left: string, right: string): string {
  return fromMillionths(millionths(left) + millionths(right));
}
