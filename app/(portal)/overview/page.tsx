import type { Metadata } from "next";
import type { OffBecause } from "@/attributes/webhooks";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { type Below, getOverview } from "@/server/customers/overview";
import { listHistory } from "@/server/history/list-history";
import { listLedger } from "@/server/money/list-ledger";
import { listFollowUps } from "@/server/notes/list-follow-ups";
import { editNote } from "@/server/notes/write-notes";
import { listEndpoints } from "@/server/webhooks/list-endpoints";
import { Portal } from "../../web/portal/portal";
import { Step } from "../../web/portal/step";
import { type Ask, asker } from "../../web/session/may";
import { requireSession } from "../../web/session/session";
import { currentStanding } from "../../web/session/standing";
import { currencyOf, growthChart, paymentsChart } from "./charts";
import { attentionOf, balancesOf, bookedOf, figuresOf, followUpsOf, latelyOf } from "./shown";
import { type OverviewShown, OverviewView } from "./view";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

export default async function OverviewPage({ searchParams }: PageProps<"/overview">) {
  const { tables } = await searchParams;
  const session = await requireSession("/overview");
  const { actor } = session;
  const [t, may, standing] = [
    await getTranslations("overview"),
    await asker(session),
    await currentStanding(session),
  ];
  const [overview, due, history] = await Promise.all([
    getOverview(actor, {}),
    may(listFollowUps) ? listFollowUps(actor, {}) : null,
    may(listHistory) ? listHistory(actor, { lately: true }) : null,
  ]);
  const below = standing.isReseller ? overview.below : null;
  const shown: OverviewShown = {
    name: overview.name,
    figures: await figuresOf(overview, below && below.descendants > 0 ? below : null),
    ...(overview.needs ? { warning: t(`own_${overview.needs}`) } : {}),
    ...(overview.webhooks_off > 0 && may(listEndpoints)
      ? { off: [await offText(session), "/api/webhooks"] }
      : {}),
    ...(await belowOf(below, overview.base_currency, session, tables !== undefined)),
    ...(below ? {} : { booked: await bookedOf(overview) }),
    ...(standing.isReseller ? {} : { steps: await stepsOf(session, may) }),
    ...(due && due.followUps.length > 0 ? { follow_ups: await followUpsOf(due, may(editNote)) } : {}),
    ...(history ? { lately: await latelyOf(history.entries, session.timeZone, actor.i_customer) } : {}),
  };
  return (
    <Portal session={session}>
      <OverviewView {...shown} />
    </Portal>
  );
}

/** What switched webhooks off that no person did. */
async function offText({ actor }: LiveSession): Promise<string> {
  const [t, { endpoints }] = [await getTranslations("overview"), await listEndpoints(actor, {})];
  const count = (why: OffBecause) => endpoints.filter((endpoint) => endpoint.why === why).length;
  const counts = { gone: count("gone"), failing: count("failing") };
  return (["gone", "failing"] as const)
    .filter((why) => counts[why] > 0)
    .map((why) => t(`webhooks_${why}`, { count: counts[why] }))
    .join(" ");
}

/** What is shown of the customers below: charts, attention and balances, or a first step. */
async function belowOf(
  below: Below | null,
  currency: string,
  session: LiveSession,
  open: boolean,
): Promise<Pick<OverviewShown, "charts" | "attention" | "balances" | "empty">> {
  if (!below) return { charts: [] };
  const [t, c, locale] = [
    await getTranslations("overview"),
    await getTranslations("customers"),
    await getLocale(),
  ];
  const attention = await attentionOf(below, currency);
  if (below.descendants === 0) {
    const step = (
      <Step session={session} step="customer" href="/customers/new">
        {c("new")}
      </Step>
    );
    return { charts: [], attention, empty: { title: t("empty"), text: t("empty_text"), step } };
  }
  const drawn = currencyOf(below.activity, currency);
  return {
    charts: [
      growthChart(below.growth, t, locale, open),
      paymentsChart(below.activity, drawn, t, locale, open),
    ],
    attention,
    balances: await balancesOf(below),
  };
}

/** What people without customers come here for. */
async function stepsOf({ actor }: LiveSession, may: Ask): Promise<NonNullable<OverviewShown["steps"]>> {
  const t = await getTranslations("overview");
  return {
    title: t("next_steps"),
    rows: [
      ...(may(listLedger)
        ? [[t("step_ledger"), `/customers/${actor.i_customer}/ledger`, "book-open"] as const]
        : []),
      ...(may(listHistory) ? [[t("step_history"), "/history", "clock"] as const] : []),
      [t("step_preferences"), "/preferences", "sliders-horizontal"],
    ],
  };
}
