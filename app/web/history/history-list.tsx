import { getLocale, getTranslations } from "@/i18n/texts";
import { spellReference } from "@/server/ground/text/reference";
import type { HistoryEntry, HistoryLine } from "@/server/history/entry";
import type { Names } from "@/server/history/find-names";
import { ChangeList } from "./change-list";
import {
  behalfText,
  type ChangeWords,
  changeWords,
  foreignText,
  operationText,
  whoText,
} from "./change-words";
import { entriesByDay } from "./days";
import { DoorMark } from "./door-mark";
import { EntryDetails } from "./entry-detail";
import { Visit } from "./visit";

type Props = {
  readonly entries: readonly (HistoryEntry | HistoryLine)[];
  readonly names?: Names;
  readonly timeZone: string;
  /** shows only what happened and to whom, below another page's heading */
  readonly brief?: boolean;
};

/** The history under a heading for each day: when, who, through which door, what, to whom, and each change before → after. */
export async function HistoryList({ entries, names = {}, timeZone, brief = false }: Props) {
  const [t, locale, wordsFor] = [
    await getTranslations("history"),
    await getLocale(),
    await changeWords(names),
  ];
  if (entries.length === 0) return <p className="text-muted">{t("empty")}</p>;
  const Heading = brief ? "h3" : "h2";
  const days = entriesByDay(entries, timeZone);
  const dayFormat = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeZone });
  const timeFormat = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone });
  return (
    <div className="flex flex-col gap-6" data-part="history">
      {days.map(([day, ofDay]) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <Heading id={`day-${day}`} className="pb-2 text-[0.8125rem] font-medium text-muted">
            {ofDay[0] ? dayFormat.format(ofDay[0].at) : day}
          </Heading>
          <ol className="border-t border-line">
            {ofDay.map((entry) => (
              <Entry
                key={entry.i_audit}
                entry={entry}
                time={timeFormat.format(entry.at)}
                wordsFor={wordsFor}
                timeZone={timeZone}
                brief={brief}
              />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

type EntryProps = {
  readonly entry: HistoryEntry | HistoryLine;
  readonly time: string;
  readonly wordsFor: (currency: string | null) => ChangeWords;
  readonly timeZone: string;
  readonly brief: boolean;
};

const columns = {
  brief: "sm:grid-cols-[4.5rem_13rem_minmax(0,1fr)]",
  whole: "sm:grid-cols-[4.5rem_13rem_minmax(0,1fr)] lg:grid-cols-[4.5rem_13rem_15rem_minmax(0,1fr)]",
} as const;

/** One entry: columns where there is room, lines below one another on a phone. */
async function Entry({ entry, time, wordsFor, timeZone, brief }: EntryProps) {
  const t = await getTranslations();
  const [foreign, behalf] = [foreignText(entry, t), behalfText(entry, t)];
  const reference = brief ? null : (entry.behalf?.reference ?? null);
  const visit = "visit" in entry ? entry.visit : null;
  return (
    <li
      className={`grid grid-cols-[4.5rem_minmax(0,1fr)] items-baseline gap-x-3 gap-y-0.5 border-b border-line py-2 ${columns[brief ? "brief" : "whole"]}`}
    >
      <time dateTime={entry.at.toISOString()} className="text-muted tabular-nums">
        {time}
      </time>
      <div className="min-w-0">
        <span className="mr-2 wrap-anywhere">{whoText(entry, t)}</span>
        <DoorMark door={entry.door} />
        {entry.by?.address && entry.behalf ? (
          <span className="block text-[0.8125rem] text-muted tabular-nums">{entry.by.address}</span>
        ) : null}
        {behalf ? <span className="block text-[0.8125rem] text-muted wrap-anywhere">{behalf}</span> : null}
        {reference ? (
          <span className="block font-mono text-[0.8125rem] text-muted">{spellReference(reference)}</span>
        ) : null}
        {foreign ? <span className="block text-[0.8125rem] text-warn">{foreign}</span> : null}
      </div>
      <div className={`col-start-2 flex min-w-0 flex-wrap gap-x-2 sm:col-start-3 ${brief ? "" : "flex-col"}`}>
        <span>
          <span className="font-medium">{visit ? t("history.visit") : operationText(entry, t)}</span>
          {entry.refused === null ? null : (
            <span className="text-[0.8125rem] text-muted">
              {" "}
              · {t("history.refused", { code: entry.refused })}
            </span>
          )}
        </span>
        <a
          href={`/customers/${entry.i_customer}`}
          className="w-fit wrap-anywhere text-muted max-sm:py-0.5 underline-offset-2 hover:text-text hover:underline"
        >
          {entry.name}
        </a>
      </div>
      {brief ? null : (
        <div className="col-start-2 min-w-0 empty:hidden sm:col-start-3 lg:col-start-4">
          {visit ? (
            <Visit {...{ entry, visit, wordsFor, timeZone }} />
          ) : (
            <>
              <EntryDetails detail={entry.detail} timeZone={timeZone} />
              <ChangeList entry={entry} words={wordsFor(entry.currency)} />
            </>
          )}
        </div>
      )}
    </li>
  );
}
