import type { AttributeName } from "@/attributes/customer";
import { formatMoney } from "@/attributes/format-money";
import { formatDateTime } from "@/attributes/format-time";
import type { KeyAreas } from "@/attributes/key-areas";
import type { Language } from "@/i18n/languages";
import type { Texts } from "@/i18n/texts";
import type { HistoryEntry } from "@/server/history/entry";
import type { EntryDetail } from "@/server/history/entry-detail";
import { type BlockReason, blockReasons } from "@/server/record/block-reasons";
import { endings } from "@/server/support-session/session-row";
import { areasText } from "../forms/areas-text";
import { type ChangeWords, changeText, readableChanges } from "./change-words";
import type { Fact } from "./history-view";
import { pageText } from "./page-text";
import { isLong, linesOf, textDifference } from "./text-difference";

type Reader = { readonly t: Texts<never>; readonly timeZone: string; readonly locale: Language };

/** The facts of an entry beside its changes and what its sentence tells: a name, a block's reason and words. */
export function factsOf(detail: EntryDetail | null, { t, timeZone, locale }: Reader): Fact[] {
  if (detail === null) return [];
  const { reason, text, note, amount, support } = detail;
  const arrow = (change: EntryDetail["renamed"]) =>
    change && [...new Set([change.before, change.after])].filter((one) => one !== null).join(" → ");
  const moment = (at: string | undefined) =>
    at === undefined ? undefined : formatDateTime(new Date(at), timeZone, locale);
  const known = blockReasons.find((one): one is BlockReason => one === reason);
  const rows: (readonly [string, string | undefined])[] = [
    [t("history.name"), arrow(detail.renamed)],
    [t("history.currency"), arrow(detail.currencies)],
    [t("history.amount"), amount && formatMoney(amount.amount, amount.currency, locale)],
    [t("block_customer.reason"), known ? t(`block_customer.reason_${known}`) : reason],
    [t("block_customer.text"), text],
    [t(reason === undefined && text === undefined ? "history.note" : "block_customer.note"), note],
    [t("history.falls_back"), moment(detail.until)],
    [t("history.key"), detail.key],
    [t("history.alias"), detail.alias],
    [t("history.served_until"), moment(detail.served_until)],
    [t("history.invited_until"), moment(detail.invited_until)],
    ...jobRows(detail.job, t),
    ...supportRows(support, t),
  ];
  return [
    ...rows.flatMap(([label, value]): Fact[] => (value === undefined ? [] : [[label, value]])),
    ...keyFacts(detail, { t, timeZone, locale }),
  ];
}

/** What became of a key that was narrowed. */
function keyFacts({ areas, networks, ends }: EntryDetail, { t, timeZone, locale }: Reader): Fact[] {
  const areasOf = (of: KeyAreas) =>
    areasText(of, (word, values) => t(`keys.${word}`, values ?? {})).join("; ");
  const from = (of: readonly string[]) => of.join(", ") || t("keys.anywhere");
  const moment = (at: string) => formatDateTime(new Date(at), timeZone, locale);
  return [
    ...(areas ? [[t("keys.areas"), areasOf(areas.after), areasOf(areas.before)] as const] : []),
    ...(networks ? [[t("keys.networks"), from(networks.after), from(networks.before)] as const] : []),
    ...(ends ? [[t("keys.valid_until"), moment(ends.after), moment(ends.before)] as const] : []),
  ];
}

/** How a job ended. What did not happen is not told. */
function jobRows(job: EntryDetail["job"], t: Texts<never>): (readonly [string, string | undefined])[] {
  if (!job) return [];
  const counts = (["changed", "unchanged", "refused"] as const).map((outcome) => {
    const text = job[outcome] === 0 ? undefined : t("history.job_count", { count: job[outcome] });
    return [t(`jobs.${outcome}`), text] as const;
  });
  return [[t("jobs.job"), job.state === "stopped" ? t("jobs.state_stopped") : undefined], ...counts];
}

/** The facts about a support session. */
function supportRows(
  support: EntryDetail["support"],
  t: Texts<never>,
): (readonly [string, string | undefined])[] {
  if (!support) return [];
  const { minutes, by, despite_refusal, consent, page } = support;
  const ending = endings.find((one) => one === by);
  return [
    [t("support.how_long"), minutes === undefined ? undefined : t("support.minutes", { count: minutes })],
    [t("support.page"), pageText(page, t)],
    [t("support.standing"), ending && t(`support.ended_${ending.replace("-", "_") as "time"}`)],
    [t("support.refusal"), despite_refusal ? t("support.despite_refusal") : undefined],
    [t("support.consent"), consent ? t("support.consent_given") : undefined],
  ];
}

/** The changes of an entry: before → after; of a new customer its first values. */
export function changesOf(
  { changes, operation }: Pick<HistoryEntry, "changes" | "operation">,
  words: ChangeWords,
  t: Texts<never>,
): Fact[] {
  return readableChanges(changes).map(([name, change]): Fact => {
    const label = t(`attributes.${name}`);
    if (change === "secret") return [label, words.secret];
    // somebody new had nothing before
    if (operation === "createCustomer") return [label, valueText(name, change[1], words, t)];
    return changeOf(label, name, change, words, t);
  });
}

/** A value by itself; for a long text its length. */
function valueText(name: AttributeName, value: unknown, words: ChangeWords, t: Texts<never>): string {
  const text = changeText(name, value, words);
  return isLong(text) ? t("history.set_lines", { count: linesOf(text).length }) : text;
}

function changeOf(
  label: string,
  name: AttributeName,
  [before, after]: readonly [unknown, unknown],
  words: ChangeWords,
  t: Texts<never>,
): Fact {
  const [was, is] = [changeText(name, before, words), changeText(name, after, words)];
  if (!isLong(was) && !isLong(is)) return [label, is, was];
  if (after === "" || after === null) return [label, t("history.cleared")];
  if (before === "" || before === null) return [label, valueText(name, after, words, t)];
  const { line, added, removed, ...excerpt } = textDifference(was, is);
  return [
    label,
    excerpt.after || words.nothing,
    excerpt.before || words.nothing,
    {
      ...(was.includes("\n") || is.includes("\n") ? { before: t("history.line", { line }) } : {}),
      ...(added + removed > 2 ? { after: t("history.lines_changed", { added, removed }) } : {}),
    },
  ];
}
