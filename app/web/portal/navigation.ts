import type { Entry, EntryGroup, Section } from "@/components/shell/sections";
import { getTranslations } from "@/i18n/texts";
import { saveBrand } from "@/server/branding/save-brand";
import type { LiveSession } from "@/server/credentials/sessions";
import { listBranch } from "@/server/customers/branch/list-branch";
import { findCustomers } from "@/server/customers/find-customers";
import { listBlocks } from "@/server/customers/list-blocks";
import { listHistory } from "@/server/history/list-history";
import { addWebUser } from "@/server/identity/web-users/write-web-users";
import { listJobs } from "@/server/jobs/list-jobs";
import { getStatement } from "@/server/money/get-statement";
import { listLedger } from "@/server/money/list-ledger";
import { getApiStanding } from "@/server/programs/get-api-standing";
import { listKeys } from "@/server/programs/keys/list-keys";
import { listRoutingGroups } from "@/server/routing-groups/routing-groups";
import { getSupportDesk } from "@/server/support/get-desk";
import { listTariffs } from "@/server/tariffs/tariffs";
import { listEndpoints } from "@/server/webhooks/list-endpoints";
import { asker } from "../session/may";
import { currentStanding } from "../session/standing";
import { readsJobs, readsRoutingGroups, readsTariffs } from "./reads";

/** With fewer entries than this, captions would only be in the way. */
const fewestInGroups = 7;

/** The entries of the navigation, each there if the reader may do what its page is for. */
export async function navigation(session: LiveSession): Promise<readonly EntryGroup[]> {
  const n = await getTranslations("nav");
  const entries = await entriesFor(session);
  const called = (names: readonly Section[]): Entry[] =>
    entries
      .filter(({ section }) => names.includes(section))
      .map((entry) => ({ ...entry, label: n(entry.section) }));
  if (entries.length < fewestInGroups)
    return [{ caption: "", entries: called(entries.map(({ section }) => section)) }];
  const money = ["statement", "my_ledger", "tariffs", "routing_groups"] as const;
  const setUp = ["branding", "web_users", "api", "history", "jobs", "preferences"] as const;
  const first = entries.map(({ section }) => section);
  return [
    {
      caption: "",
      entries: called(first.filter((one) => ![...money, ...setUp].some((other) => other === one))),
    },
    { caption: n("money"), entries: called(money) },
    { caption: n("set_up"), entries: called(setUp) },
  ].filter((group) => group.entries.length > 0);
}

async function entriesFor(session: LiveSession): Promise<readonly Omit<Entry, "label">[]> {
  const [{ hasApi, isReseller }, may] = [await currentStanding(session), await asker(session)];
  const own = `/customers/${session.actor.i_customer}`;
  const when = (shown: boolean, section: Section, href: string, also: readonly string[] = []) =>
    shown ? [{ section, href, also }] : [];
  const overview = { section: "overview", href: "/overview" } as const;
  const preferences = { section: "preferences", href: "/preferences" } as const;
  const api =
    hasApi && (may(listKeys) || may(getApiStanding))
      ? when(true, "api", "/api")
      : when(may(listEndpoints), "api", "/api/webhooks");
  // everybody who reads may look at these two pages, but they are for those who change something there
  const people = when(may(addWebUser, "own"), "web_users", `${own}/web-users`);
  const branding = when(may(saveBrand, "own"), "branding", `${own}/branding`);
  const history = when(may(listHistory), "history", "/history", [`${own}/history`]);
  if (!isReseller) {
    const ledger = when(may(listLedger, "own"), "my_ledger", `${own}/ledger`);
    return [overview, ...ledger, ...people, ...api, ...history, preferences];
  }
  const desk = when(may(getSupportDesk), "support", "/support");
  const isStaff = session.actor.access_level === "SUPPORT";
  return [
    ...(isStaff ? desk : []),
    overview,
    ...when(may(findCustomers), "customers", "/customers", ["/profiles"]),
    ...when(may(listBranch, "own"), "tree", "/tree"),
    ...when(may(listBlocks), "blocked", "/blocked"),
    ...(isStaff ? [] : desk),
    ...when(may(getStatement), "statement", "/statement"),
    ...when(may(listTariffs) && (await readsTariffs(session)), "tariffs", "/tariffs"),
    ...when(
      may(listRoutingGroups) && (await readsRoutingGroups(session)),
      "routing_groups",
      "/routing-groups",
    ),
    ...branding,
    ...people,
    ...api,
    ...history,
    ...when(may(listJobs) && (await readsJobs(session)), "jobs", "/jobs"),
    preferences,
  ];
}
