import type { Metadata } from "next";
import { formatMoney } from "@/attributes/format-money";
import { fromMillionths, millionths } from "@/attributes/reading/decimal";
import { Money } from "@/components/ui/money";
import { Notice, PageHeading, Section, Stat } from "@/components/ui/page";
import { getFormatter, getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { type Below, getOverview, type Overview } from "@/server/customers/overview";
import { listHistory } from "@/server/history/list-history";
import { listAddress } from "../../web/customers/list-address";
import { HistoryList } from "../../web/history/history-list";
import { KindSums } from "../../web/lists/kind-sums";
import { Portal } from "../../web/portal/portal";
import { May } from "../../web/session/may";
import { requireSession } from "../../web/session/session";
import { currentStanding } from "../../web/session/standing";
import { Attention } from "./attention";
import { Figures } from "./figures";
import { FollowUps } from "./follow-ups";
import { NextSteps } from "./next-steps";

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
  const { balance, credit_limit, base_currency: currency } = overview;
  const below = standing.isReseller ? overview.below : null;
  return (
    <Portal session={session}>
      <PageHeading title={overview.name} note={t("title")} />
      <div className="grid grid-cols-2 gap-x-6 gap-y-5 border-b border-line pb-6 sm:grid-cols-3 xl:grid-cols-5">
        <Stat label={t("balance")}>
          <Money amount={balance} currency={currency} />
        </Stat>
        <Stat label={t("credit_limit")}>
          <Money amount={credit_limit} currency={currency} />
        </Stat>
        <Stat label={t("available")} note={await availableNote(overview)}>
          <Money
            amount={fromMillionths(millionths(balance) + millionths(credit_limit))}
            currency={currency}
          />
        </Stat>
        {below ? <Counts below={below} /> : null}
      </div>
      {overview.needs ? (
        <div className="pt-6">
          <Notice tone="warn">{t(`own_${overview.needs}`)}</Notice>
        </div>
      ) : null}
      {below ? null : <Booked overview={overview} />}
      {below ? <Attention {...below} currency={currency} /> : null}
      <FollowUps session={session} />
      {below ? <Figures below={below} currency={currency} session={session} /> : null}
      {standing.isReseller ? null : <NextSteps session={session} />}
      <May session={session} operation={listHistory}>
        <Recent session={session} />
      </May>
    </Portal>
  );
}

/** Explains 'available', or says at which threshold the reader gets a warning. */
async function availableNote({ threshold, base_currency }: Overview): Promise<string> {
  const [t, locale] = [await getTranslations("overview"), await getLocale()];
  return threshold === null
    ? t("available_hint")
    : t("told_below", { amount: formatMoney(threshold, base_currency, locale) });
}

/** Shows how the balance changed of late. A reseller sees its customers in that place. */
async function Booked({ overview: { booked, base_currency } }: { readonly overview: Overview }) {
  const t = await getTranslations("overview");
  return (
    <Section title={t("booked")} className="border-b border-line py-6">
      {booked.length === 0 ? (
        <p className="text-muted">{t("nothing_booked")}</p>
      ) : (
        <KindSums sums={booked} currency={base_currency} label={t("booked")} whole={t("change")} />
      )}
    </Section>
  );
}

async function Counts({ below }: { readonly below: Below }) {
  const [t, format] = [await getTranslations("overview"), await getFormatter()];
  const blocked = below.attention.find(({ what }) => what === "blocked")?.count ?? 0;
  return (
    <>
      <Stat label={t("sub_customers")} note={t("direct", { count: below.direct })}>
        <a href={listAddress("below")} className="hover:underline">
          {format.number(below.descendants)}
        </a>
      </Stat>
      <Stat label={t("blocked")} note={t("all_levels")}>
        <a href={listAddress("blocked")} className="hover:underline">
          {format.number(blocked)}
        </a>
      </Stat>
    </>
  );
}

async function Recent({ session }: { readonly session: LiveSession }) {
  const t = await getTranslations("overview");
  const { entries } = await listHistory(session.actor, { brief: true, visits: true });
  return (
    <Section title={t("recent")} className="py-6">
      <HistoryList entries={entries.slice(0, 8)} timeZone={session.timeZone} brief />
    </Section>
  );
}
