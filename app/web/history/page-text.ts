import type { Texts } from "@/i18n/texts";

type Translations = Texts<never>;

/** Parts of addresses that have names. */
const tabs = [
  "billing",
  "permissions",
  "limits",
  "self_care",
  "branding",
  "ledger",
  "history",
  "notes",
  "edit",
  "why_not",
] as const;

/** Names a page that support opened as people call it, else by its address. */
export function pageText(page: string | undefined, t: Translations): string | undefined {
  if (page === undefined) return undefined;
  const [first = "", second, third] = page.slice(1).split("/");
  const section = first.replaceAll("-", "_");
  if (first === "customers" && /^\d+$/.test(second ?? "")) {
    const tab = tabs.find((one) => one === third?.replaceAll("-", "_"));
    const of = t("support.page_of", { id: second ?? "" });
    if (third === undefined) return of;
    return tab === undefined ? `${of} · ${third}` : `${of} · ${nameOf(tab, t)}`;
  }
  const known = t.has(`nav.${section}` as "nav.overview");
  const name = known ? t(`nav.${section}` as "nav.overview") : page;
  return page.endsWith("/export") ? t("support.page_exported", { page: name }) : name;
}

function nameOf(tab: (typeof tabs)[number], t: Translations): string {
  return tab === "edit" ? t("common.edit") : t(`customer.${tab}`);
}
