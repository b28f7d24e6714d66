import { randomUUID } from "node:crypto";
import { formatMoney } from "@/attributes/format-money";
import { formatDateTime } from "@/attributes/format-time";
import { fromMillionths, millionths } from "@/attributes/reading/decimal";
import { hasRightsOver } from "@/attributes/rights";
import { getLocale, getTranslations, type Texts } from "@/i18n/texts";
import type { StandingBlock } from "@/server/customers/explain-blocks";
import { unblockCustomer } from "@/server/customers/unblock-customer";
import { listWebUsers } from "@/server/identity/web-users/list-web-users";
import { changeCreditLimit } from "@/server/money/change-credit-limit";
import { listNotes } from "@/server/notes/list-notes";
import { blockedByText, blockReasonText } from "../../../web/customers/standing-block";
import { stateText } from "../../../web/customers/state-mark";
import { type Ask, asker } from "../../../web/session/may";
import { creditLimitWords } from "./credit-limit-words";
import { shownActions } from "./customer-actions";
import type { ShownCustomer } from "./customer-frame";
import type { CustomerView } from "./open-customer";
import { stoppedBy } from "./stopped-by";

const tabs = [
  "details",
  "billing",
  "permissions",
  "limits",
  "self_care",
  "branding",
  "web_users",
  "ledger",
  "history",
  "notes",
] as const;
export type Tab = (typeof tabs)[number];

/** The summary of a customer in the reader's words. @param tab the open one */
export async function shownCustomer(view: CustomerView, tab: Tab): Promise<ShownCustomer> {
  const { session, customer, path, self, blocks } = view;
  const [t, may] = [await getTranslations(), await asker(session)];
  const at = `/customers/${customer.i_customer}`;
  const kind = t(hasRightsOver(customer, "customers") ? "common.reseller" : "common.customer");
  const [figures, lines, pinned, actions] = await Promise.all([
    shownFigures(view, may, addressOfTab(at, tab)),
    blockLines(view, may),
    tab === "notes" ? null : latestNote(view),
    self ? null : shownActions(view),
  ]);
  const state = stateOf(customer.blocked, blocks, t);
  return {
    title: customer.name,
    crumbs: path
      .slice(0, -1)
      .map(({ i_customer, name }) => ({ label: name, href: `/customers/${i_customer}` })),
    note: [
      kind,
      `${t("customer.id")} ${customer.i_customer}`,
      ...(customer.web_login === customer.name ? [] : [customer.web_login]),
    ].join(" · "),
    state: { label: t("customer.state"), ...(state ?? { word: t("common.active") }) },
    ...(view.funds
      ? {
          tariff: {
            label: t("attributes.i_tariff"),
            name: view.funds.tariff ?? t("customer.the_tariff_of_parent"),
          },
        }
      : {}),
    ...(actions ? { actions } : {}),
    ...(lines.length > 0 ? { blocks: lines } : {}),
    ...figures,
    ...(pinned ? { pinned } : {}),
    tabs: {
      label: t("customer.tabs"),
      tabs: tabsFor(view, may).map((name) => ({
        href: addressOfTab(at, name),
        label: t(`customer.${name}`),
        current: name === tab,
      })),
    },
  };
}

/** The tabs that the reader may open: support reads neither notes nor web users. */
function tabsFor({ relation }: CustomerView, may: Ask): readonly Tab[] {
  const shown: Partial<Record<Tab, boolean>> = {
    web_users: may(listWebUsers, relation),
    notes: may(listNotes, relation),
  };
  return tabs.filter((tab) => shown[tab] ?? true);
}

/** The address of a tab. */
function addressOfTab(at: string, tab: Tab): string {
  return tab === "details" ? at : `${at}/${tab.replace("_", "-")}`;
}

function stateOf(
  blocked: boolean,
  blocks: readonly StandingBlock[],
  t: Texts<never>,
): Omit<ShownCustomer["state"], "label"> | undefined {
  if (blocked) return { word: t("common.blocked"), stopped: true };
  const stopped_by = blocks.find(({ own }) => !own);
  if (!stopped_by) return undefined;
  const { i_customer } = stopped_by;
  return {
    word: t("common.stopped_above"),
    stopped: true,
    why: stateText({ blocked, stopped_by }, (word, values) => t(`common.${word}`, values)),
    ...(i_customer === null ? {} : { href: `/customers/${i_customer}` }),
  };
}

/** Who blocked it, when and why, the last with the way to lift it; then whose block above stops it. */
async function blockLines(
  { session, customer, blocks }: CustomerView,
  may: Ask,
): Promise<NonNullable<ShownCustomer["blocks"]>> {
  if (blocks.length === 0) return [];
  const t = await getTranslations("block_customer");
  const own = blocks.filter((block) => block.own);
  const above = blocks.find((block) => !block.own);
  const mayLift = own.some(({ liftable }) => liftable) && may(unblockCustomer);
  const lift = { label: t("unblock"), href: `/customers/${customer.i_customer}/unblock` };
  const lines = await Promise.all(
    own.map(async (block, at) => {
      const said = await blockedByText({ block, timeZone: session.timeZone });
      const reason = block.reason && (await blockReasonText(block.reason));
      return {
        text: reason ? `${said} — ${reason}` : said,
        ...(mayLift && at === own.length - 1 ? { unblock: lift } : {}),
      };
    }),
  );
  if (!above) return lines;
  const { text, href } = await stoppedBy(above);
  return [...lines, { text, ...(href === null ? {} : { href }) }];
}

type Figures = Pick<ShownCustomer, "available" | "balance" | "creditLimit">;

async function shownFigures(view: CustomerView, may: Ask, back: string): Promise<Figures> {
  const { session, customer, funds } = view;
  const [t, locale] = [await getTranslations(), await getLocale()];
  const { base_currency: currency, balance = "0.000000", credit_limit = "0.000000" } = customer;
  const figure = (label: string, amount: string) => ({
    label,
    amount: formatMoney(amount, currency, locale),
    ...(amount.startsWith("-") ? { negative: true } : {}),
  });
  const limit = funds?.credit_limit ?? credit_limit;
  return {
    available: figure(t("overview.available"), fromMillionths(millionths(balance) + millionths(limit))),
    balance: figure(t("overview.balance"), balance),
    creditLimit: {
      ...figure(t("overview.credit_limit"), limit),
      ...(funds?.ends
        ? {
            ends: t("funds.until_then", {
              time: formatDateTime(funds.ends.at, session.timeZone, locale),
              amount: formatMoney(funds.ends.falls_to, currency, locale),
            }),
          }
        : {}),
      ...(funds && may(changeCreditLimit)
        ? {
            change: {
              href: `/customers/${customer.i_customer}/credit-limit`,
              title: t("funds.credit_limit_short"),
              cancel: t("common.cancel"),
              version: randomUUID(),
              i_customer: customer.i_customer,
              back,
              funds: {
                balance: funds.balance,
                credit_limit: funds.credit_limit,
                currency: funds.currency,
                can_give: funds.can_give,
              },
              locale,
              words: await creditLimitWords(view),
            },
          }
        : {}),
    },
  };
}

/** The pinned note, or else the latest; null if the reader's customer has none. */
async function latestNote({ session, customer }: CustomerView): Promise<ShownCustomer["pinned"] | null> {
  const { i_customer } = customer;
  // support reads no notes
  if (session.actor.door !== "web") return null;
  const { notes } = await listNotes(session.actor, { i_customer, limit: 1 });
  const [note] = notes;
  if (!note) return null;
  return {
    isPinned: note.pinned,
    text: note.text,
    name: (await getTranslations("notes"))("latest", { text: note.text.slice(0, 200) }),
    href: `/customers/${i_customer}/notes`,
    by: note.login,
    at: note.created_at.toISOString(),
    time: formatDateTime(note.created_at, session.timeZone, await getLocale()),
  };
}
