import { getTranslations } from "next-intl/server";
import { type Action, holds } from "@/attributes/rights";
import type { PaletteAction, PaletteData } from "@/components/shell/palette-data";
import type { Section } from "@/components/shell/shell";
import { type Act, mayAct } from "@/server/actor/access-levels";
import type { LiveSession } from "@/server/credentials/sessions";
import type { Standing } from "@/server/customers/own-standing";

/** What the palette offers a reader: the pages of the navigation and a few more, and what they may do with a customer. */
export async function paletteData(
  session: LiveSession,
  { rights, isReseller }: Standing,
  sections: readonly { readonly section: Section; readonly href: string }[],
): Promise<PaletteData> {
  const [t, c, n, s, u] = await Promise.all([
    getTranslations("palette"),
    getTranslations("common"),
    getTranslations("nav"),
    getTranslations("shell"),
    getTranslations("support"),
  ]);
  const may = (act: Act, action?: Action) =>
    mayAct(session.actor.access_level, act) &&
    (action === undefined || holds(rights, { area: "customers", action }));
  const isConsole = isReseller && may("read");
  const actions: [PaletteAction, boolean][] = [
    ["open", true],
    ["payment", may("funds", "edit")],
    ["credit_limit", may("funds", "edit")],
    ["block", may("block", "edit")],
    ["unblock", may("block", "edit")],
    ["open_as", may("support")],
    ["why_not", true],
  ];
  const more = [
    { label: t("new_customer"), href: "/customers/new", shown: isConsole && may("manage", "add") },
    { label: t("statement"), href: "/statement", shown: isConsole },
    { label: t("blocked_customers"), href: "/blocked", shown: isConsole },
    { label: t("profiles"), href: "/profiles", shown: isConsole && may("read", "add") },
  ];
  const pages = sections.map(({ section, href }) => ({ label: n(section), href }));
  return {
    customers: isConsole,
    actions: actions.filter(([, shown]) => shown).map(([action]) => action),
    pages: [
      ...pages,
      ...more
        .filter(({ shown, href }) => shown && !pages.some((page) => page.href === href))
        .map(({ label, href }) => ({ label, href })),
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
