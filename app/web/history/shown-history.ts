import { formatMoney } from "@/attributes/format-money";
import { formatLongDay, formatTime } from "@/attributes/format-time";
import { getLocale, getTranslations, type Texts } from "@/i18n/texts";
import { spellReference } from "@/server/ground/text/reference";
import type { HistoryEntry, HistoryLine } from "@/server/history/entry";
import type { Names } from "@/server/record/find-names";
import { changesNothing } from "@/server/support-session/mail-changes";
import {
  behalfText,
  type ChangeWords,
  changeWords,
  foreignText,
  operationText,
  whoText,
} from "./change-words";
import { entriesByDay } from "./days";
import { equalAsOne } from "./equal-as-one";
import { changesOf, factsOf } from "./facts";
import type { Piece, ShownEntry, ShownHistory } from "./history-view";
import { iconOf } from "./icon-of";

export type HistoryOf = {
  readonly entries: readonly (HistoryEntry | HistoryLine)[];
  readonly names?: Names;
  readonly timeZone: string;
  /** whether filters leave something out */
  readonly narrowed?: boolean;
};

/** Puts a history into the reader's words. */
export async function shownHistory({
  entries,
  names = {},
  timeZone,
  narrowed = false,
}: HistoryOf): Promise<ShownHistory> {
  const [t, locale, wordsFor] = [await getTranslations(), await getLocale(), await changeWords(names)];
  if (entries.length === 0)
    return { days: [], doors: {}, empty: t(narrowed ? "history.none_fits" : "history.empty") };
  const reader: Reader = { t, locale, timeZone, wordsFor };
  const doors = [...new Set(entries.map(({ door }) => door))].flatMap((door) => {
    const text = `history.door_${door}` as "history.door_api";
    return door !== "web" && t.has(text) ? [[door, t(text)] as const] : [];
  });
  return {
    days: entriesByDay(entries, timeZone).map(([day, ofDay]) => ({
      day,
      title: ofDay[0] ? formatLongDay(ofDay[0].at, timeZone, locale) : day,
      entries: equalAsOne(
        ofDay.map((entry) => shownEntry(entry, reader)),
        (count) => t("history.same", { count }),
      ),
    })),
    doors: Object.fromEntries(doors),
    ...(entries.some(({ i_job }) => i_job !== null) ? { job: t("history.job") } : {}),
  };
}

type Reader = {
  readonly t: Texts<never>;
  readonly locale: Awaited<ReturnType<typeof getLocale>>;
  readonly timeZone: string;
  /** makes the words for values in a currency */
  readonly wordsFor: (currency: string | null) => ChangeWords;
};

function shownEntry(entry: HistoryEntry | HistoryLine, reader: Reader): ShownEntry {
  const { t } = reader;
  const { behalf, by, door, refused } = entry;
  const visit = "visit" in entry ? entry.visit : null;
  const [inName, foreign] = [behalfText(entry, t), foreignText(entry, t)];
  const below = [behalf ? by?.address : null, inName].filter((text) => typeof text === "string");
  const reference = behalf?.reference ?? null;
  return {
    ...moment(entry, reader),
    icon: visit ? "life-buoy" : iconOf(entry.operation),
    says: sentence(entry, visit !== null, reader),
    ...(door === "web" ? {} : { door }),
    ...(door === "support" || visit ? { support: true as const } : {}),
    ...(refused === null ? {} : { refused: t("history.refused", { code: refused }) }),
    ...(below.length > 0 ? { below } : {}),
    ...(foreign ? { warning: foreign } : {}),
    ...(entry.i_job === null ? {} : { job: entry.i_job }),
    ...(reference ? { reference: spellReference(reference) } : {}),
    ...(visit ? {} : factsAndChanges({ ...entry, detail: untold(entry, t) }, reader)),
    ...(visit ? { visit: shownVisit(entry, visit, reader) } : {}),
  };
}

function moment({ at }: HistoryEntry, { timeZone, locale }: Reader) {
  return { at: Math.floor(at.getTime() / 1000), time: formatTime(at, timeZone, locale) };
}

function factsAndChanges(entry: HistoryEntry, reader: Reader) {
  const facts = factsOf(entry.detail, reader);
  const changes = changesOf(entry, reader.wordsFor(entry.currency), reader.t);
  const isLong = changes.length > 4;
  return {
    ...(facts.length > 0 ? { facts } : {}),
    ...(changes.length > 0 ? { changes } : {}),
    ...(isLong ? { fold: reader.t("history.count", { count: changes.length }) } : {}),
  };
}

/**
 * '**reseller** booked a payment of $215.00 for **Keyboard Ltd** · Invoice 2046'. What we refused is named, and not told as
 * if it was done.
 */
function sentence(entry: HistoryEntry, isVisit: boolean, { t, locale }: Reader): Piece[] {
  const who = whoText(entry, t);
  const shown = entry.by ? who : who.charAt(0).toUpperCase() + who.slice(1);
  // an entry about a log-in has the login as its name
  const isAlone = entry.operation === "signIn" && entry.refused === null && who === entry.name;
  const { amount, note } = entry.detail ?? {};
  const pieces: Readonly<Record<string, Piece>> = {
    "{who}": isAlone ? [shown, entry.i_customer] : [shown],
    // a note is kept at the company that wrote it, and is about another
    "{whom}": entry.detail?.about
      ? [entry.detail.about.name, entry.detail.about.i_customer]
      : [entry.name, entry.i_customer],
    ...(amount ? { "{amount}": formatMoney(amount.amount, amount.currency, locale) } : {}),
    "{what}": operationText(entry, t).replace(/^\p{Lu}(?=[\p{Ll}-])/u, (letter) => letter.toLowerCase()),
  };
  const text = String(t.raw(isAlone ? "sentences.signed_in" : sentenceKey(entry, isVisit, t)));
  const said = text
    .split(/(\{\w+\})/)
    .filter(Boolean)
    .map((piece) => pieces[piece] ?? piece);
  return note !== undefined && tellsNote(entry) ? [...said, ` · ${note}`] : said;
}

/** Whether the note belongs to the sentence: that of a block is one of several texts, each of which needs its name. */
function tellsNote({ detail }: HistoryEntry): boolean {
  return detail?.reason === undefined && detail?.text === undefined;
}

/** What the sentence leaves to tell. */
function untold(entry: HistoryEntry, t: Texts<never>): HistoryEntry["detail"] {
  if (entry.detail === null) return null;
  const { amount, note, ...rest } = entry.detail;
  return {
    ...rest,
    ...(amount && !bookingKey(entry, t) ? { amount } : {}),
    ...(note !== undefined && !tellsNote(entry) ? { note } : {}),
  };
}

/** The sentence that has the amount in it; null: there is none. */
function bookingKey({ operation, refused, detail }: HistoryEntry, t: Texts<never>) {
  const booked = `bookings.${operation}` as "bookings.customerAddFunds";
  return refused === null && detail?.amount && t.has(booked) ? booked : null;
}

function sentenceKey(entry: HistoryEntry, isVisit: boolean, t: Texts<never>) {
  if (isVisit) return "sentences.visit";
  const booked = bookingKey(entry, t);
  if (booked) return booked;
  const { operation, refused } = entry;
  // an old entry may name an operation that has no text any more
  const own = `sentences.${operation}` as "sentences.signIn";
  return refused === null && t.has(own) ? own : "sentences.any";
}

function shownVisit(
  entry: HistoryEntry,
  { steps, more }: NonNullable<HistoryLine["visit"]>,
  reader: Reader,
): NonNullable<ShownEntry["visit"]> {
  const { t, timeZone, locale } = reader;
  const changes = steps.filter(({ operation }) => !changesNothing.includes(operation)).length;
  const pages = steps.filter(({ operation }) => operation === "viewPage").length;
  const end = steps.find(({ operation }) => operation.startsWith("endSupport"));
  const until = end
    ? t("history.visit_until", { time: formatTime(end.at, timeZone, locale) })
    : // we show the first steps of a long session, which do not include its end
      more
      ? null
      : t("history.visit_open");
  const counts = [t("history.visit_changes", { count: changes }), t("history.visit_pages", { count: pages })];
  const reference = entry.behalf?.reference;
  return {
    says: [...(until === null ? [] : [until]), ...counts].join(" · "),
    steps: steps.map((step) => ({
      ...moment(step, reader),
      says: [
        [operationText(step, t)],
        ...(step.i_customer === entry.i_customer ? [] : [" ", [step.name, step.i_customer] as const]),
      ],
      ...factsAndChanges(step, reader),
    })),
    ...(more && reference ? { all: [`/history?support=${reference}`, t("history.visit_all")] as const } : {}),
  };
}
