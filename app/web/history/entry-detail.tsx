import { formatMoney } from "@/attributes/format-money";
import { formatDateTime } from "@/components/ui/date-time";
import { getLocale, getTranslations, type Texts } from "@/i18n/texts";
import type { EntryDetail } from "@/server/history/entry-detail";
import { type BlockReason, blockReasons } from "@/server/record/block-reasons";
import { endings } from "@/server/support-session/session-row";
import { pageText } from "./page-text";

/** The facts of an entry beside its changes: an amount, a name, a block's reason and words, the subject of a note. */
export async function EntryDetails({
  detail,
  timeZone,
}: {
  readonly detail: EntryDetail | null;
  readonly timeZone: string;
}) {
  if (detail === null) return null;
  const [b, n, h, s, locale] = [
    await getTranslations("block_customer"),
    await getTranslations("notes"),
    await getTranslations("history"),
    await getTranslations("support"),
    await getLocale(),
  ];
  const {
    reason,
    text,
    note,
    until,
    about,
    amount,
    renamed,
    currencies,
    alias,
    served_until,
    support,
    invited_until,
  } = detail;
  const arrow = (change: EntryDetail["renamed"]) =>
    change && [...new Set([change.before, change.after])].filter((one) => one !== null).join(" → ");
  const moment = (at: string | undefined) =>
    at === undefined ? undefined : formatDateTime(new Date(at), timeZone, locale);
  const known = blockReasons.find((one): one is BlockReason => one === reason);
  const rows = [
    [h("name"), arrow(renamed)],
    [h("currency"), arrow(currencies)],
    [h("amount"), amount && formatMoney(amount.amount, amount.currency, locale)],
    [b("reason"), known ? b(`reason_${known}`) : reason],
    [b("text"), text],
    [reason === undefined && text === undefined ? h("note") : b("note"), note],
    [h("falls_back"), moment(until)],
    [h("alias"), alias],
    [h("served_until"), moment(served_until)],
    [h("invited_until"), moment(invited_until)],
    ...supportRows(support, s, pageText(support?.page, await getTranslations())),
  ].filter(([, value]) => value !== undefined);
  return (
    <ul>
      {rows.map(([label, value]) => (
        <li key={label} className="wrap-anywhere">
          <span className="text-muted">{label}: </span>
          {value}
        </li>
      ))}
      {about ? (
        <li className="wrap-anywhere">
          <span className="text-muted">{n("about")}: </span>
          <a href={`/customers/${about.i_customer}/notes`}>{about.name}</a>
        </li>
      ) : null}
    </ul>
  );
}

/** The facts about a support session. */
function supportRows(
  support: EntryDetail["support"],
  s: Texts<"support">,
  page: string | undefined,
): (readonly [string, string | undefined])[] {
  if (!support) return [];
  const { minutes, by, despite_refusal, consent } = support;
  const ending = endings.find((one) => one === by);
  return [
    [s("how_long"), minutes === undefined ? undefined : s("minutes", { count: minutes })],
    [s("page"), page],
    [s("standing"), ending && s(`ended_${ending.replace("-", "_") as "time"}`)],
    [s("refusal"), despite_refusal ? s("despite_refusal") : undefined],
    [s("consent"), consent ? s("consent_given") : undefined],
  ];
}
