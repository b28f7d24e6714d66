import { formatMoney } from "@/attributes/format-money";
import { formatDateTime } from "@/components/ui/date-time";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { SupportDesk } from "@/server/support/get-desk";

/** One kind of trouble that keeps customers from working. */
export type Group = {
  readonly what: "blocked" | "over" | "locked_out" | "mail_bouncing" | "record_lost" | "low";
  readonly count: number;
  readonly lines: readonly Line[];
};

type Line = {
  readonly i_customer: number;
  readonly name: string;
  /** whom or what it is about, and since when */
  readonly detail: string;
  /** where somebody can end it */
  readonly href: string;
};

/** Puts the desk's findings into the reader's words; leaves out what does not occur. */
export async function attentionGroups(desk: SupportDesk, timeZone: string): Promise<Group[]> {
  const [t, locale] = [await getTranslations("support"), await getLocale()];
  const at = (key: "desk_until" | "desk_since" | "mailed", moment: Date) =>
    t(key, { at: formatDateTime(moment, timeZone, locale) });
  const group = <Found extends { readonly i_customer: number; readonly name: string }>(
    what: Group["what"],
    found: { readonly count: number; readonly lines: readonly Found[] },
    detail: (line: Found) => readonly (string | null)[],
    page: (line: Found) => string,
  ): Group => ({
    what,
    count: found.count,
    lines: found.lines.map((line) => ({
      i_customer: line.i_customer,
      name: line.name,
      detail: detail(line).filter(Boolean).join(" · "),
      href: `/customers/${line.i_customer}${page(line)}`,
    })),
  });
  return [
    group(
      "blocked",
      desk.blocked,
      ({ since }) => [at("desk_since", since)],
      () => "",
    ),
    group(
      "over",
      desk.over,
      ({ balance, base_currency }) => [formatMoney(balance, base_currency, locale)],
      () => "/billing",
    ),
    group(
      "locked_out",
      desk.locked_out,
      ({ name, login, until }) => [loginOf(name, login), at("desk_until", until)],
      ({ i_web_user }) => `/web-users/${i_web_user}`,
    ),
    group(
      "mail_bouncing",
      desk.mail_bouncing,
      ({ name, i_web_user, login, since }) => [
        i_web_user === null ? t("notices") : loginOf(name, login),
        at("mailed", since),
      ],
      ({ i_web_user }) => (i_web_user === null ? "" : `/web-users/${i_web_user}`),
    ),
    group(
      "record_lost",
      desk.record_lost,
      ({ alias, since }) => [alias, at("desk_since", since)],
      () => "/branding",
    ),
    group(
      "low",
      desk.low,
      ({ balance, base_currency }) => [formatMoney(balance, base_currency, locale)],
      () => "/billing",
    ),
  ].filter(({ count }) => count > 0);
}

/** Leaves out a login that repeats the customer's name. */
function loginOf(name: string, login: string): string | null {
  return login === name ? null : login;
}
