import type { PaletteAction, PaletteData } from "@/components/shell/palette-data";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { blockCustomer } from "@/server/customers/block-customer";
import { createCustomer } from "@/server/customers/create-customer";
import { listBlocks } from "@/server/customers/list-blocks";
import { suggestCustomers } from "@/server/customers/suggest-customers";
import { unblockCustomer } from "@/server/customers/unblock-customer";
import { customerAddFunds } from "@/server/money/book-funds";
import { changeCreditLimit } from "@/server/money/change-credit-limit";
import { getStatement } from "@/server/money/get-statement";
import { getOpening } from "@/server/support/get-opening";
import { asker } from "../session/may";
import { currentStanding } from "../session/standing";
import { navigation } from "./navigation";
import { readsProfiles } from "./reads";

/** What the palette offers a reader: the pages of the navigation and a few more, and what they may do with a customer. */
export async function paletteData(session: LiveSession): Promise<PaletteData> {
  const { isReseller } = await currentStanding(session);
  const [t, c, n, s, u] = await Promise.all([
    getTranslations("palette"),
    getTranslations("common"),
    getTranslations("nav"),
    getTranslations("shell"),
    getTranslations("support"),
  ]);
  const may = await asker(session);
  const isConsole = isReseller && may(suggestCustomers);
  const actions: [PaletteAction, boolean][] = [
    ["open", true],
    ["payment", may(customerAddFunds)],
    ["credit_limit", may(changeCreditLimit)],
    ["block", may(blockCustomer)],
    ["unblock", may(unblockCustomer)],
    ["open_as", may(getOpening, "below")],
    ["why_not", true],
  ];
  const more = [
    {
      label: t("new_customer"),
      href: "/customers/new",
      section: "customers",
      shown: isConsole && may(createCustomer),
    },
    {
      label: t("statement"),
      href: "/statement",
      section: "statement",
      shown: isConsole && may(getStatement),
    },
    {
      label: t("blocked_customers"),
      href: "/blocked",
      section: "blocked",
      shown: isConsole && may(listBlocks),
    },
    {
      label: t("profiles"),
      href: "/profiles",
      section: "customers",
      shown: isConsole && (await readsProfiles(session)),
    },
  ] as const;
  const pages = (await navigation(session)).flatMap(({ entries }) =>
    entries.map(({ label, href, section }) => ({ label, href, section })),
  );
  return {
    customers: isConsole,
    actions: actions.filter(([, shown]) => shown).map(([action]) => action),
    pages: [
      ...pages,
      ...more
        .filter(({ shown, href }) => shown && !pages.some((page) => page.href === href))
        .map(({ label, href, section }) => ({ label, href, section })),
    ],
    words: {
      label: isConsole ? t("label") : t("label_pages"),
      hint: isConsole ? s("search_hint") : t("hint_pages"),
      customers: n("customers"),
      recent: t("recent"),
      all: t("all"),
      pages: t("pages"),
      // the browser fills this in, because only it knows the customer
      do: String(t.raw("do")),
      refusal: String(t.raw("refusal")),
      nothing: t("nothing"),
      nothing_text: t("nothing_text"),
      nothing_short: t("nothing_short"),
      failed: t("failed"),
      id: t("id"),
      blocked: c("blocked"),
      stopped_above: c("stopped_above"),
      close: s("close"),
      key_open: t("key_open"),
      key_actions: t("key_actions"),
      key_tab: t("key_tab"),
      open: c("open"),
      payment: t("payment"),
      credit_limit: t("credit_limit"),
      block: t("block"),
      unblock: t("unblock"),
      why_not: t("why_not"),
      open_as: u("open_as"),
    },
  };
}
