import { getLocale, getTranslations } from "@/i18n/texts";
import type { HistoryEntry, HistoryLine } from "@/server/history/entry";
import { changesNothing } from "@/server/support-session/mail-changes";
import { ChangeList } from "./change-list";
import { type ChangeWords, operationText } from "./change-words";
import { EntryDetails } from "./entry-detail";

type Props = {
  readonly entry: HistoryEntry;
  readonly visit: NonNullable<HistoryLine["visit"]>;
  /** makes the words for values in a currency */
  readonly wordsFor: (currency: string | null) => ChangeWords;
  readonly timeZone: string;
};

/** A support session as one line, which sums it up and opens to its steps, the oldest first. */
export async function Visit({ entry, visit, wordsFor, timeZone }: Props) {
  const [t, locale] = [await getTranslations(), await getLocale()];
  const { steps, more } = visit;
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone });
  const changes = steps.filter(({ operation }) => !changesNothing.includes(operation)).length;
  const pages = steps.filter(({ operation }) => operation === "viewPage").length;
  const end = steps.find(({ operation }) => operation.startsWith("endSupport"));
  const reference = entry.behalf?.reference;
  return (
    <details className="visit" data-part="visit">
      <summary className="flex cursor-pointer items-baseline gap-1.5 underline-offset-2 hover:underline [&::before]:self-center">
        {[
          // we show the first steps of a long session, which do not include its end
          end
            ? t("history.visit_until", { time: time.format(end.at) })
            : more
              ? null
              : t("history.visit_open"),
          t("history.visit_changes", { count: changes }),
          t("history.visit_pages", { count: pages }),
        ]
          .filter((text) => text !== null)
          .join(" · ")}
      </summary>
      <ol className="mt-2 border-l-2 border-warn pl-3">
        {steps.map((step) => (
          <li key={step.i_audit} className="grid grid-cols-[4rem_minmax(0,1fr)] gap-x-2 py-1">
            <time dateTime={step.at.toISOString()} className="text-muted tabular-nums">
              {time.format(step.at)}
            </time>
            <div className="min-w-0">
              <span className="font-medium">{operationText(step, t)}</span>
              {step.i_customer === entry.i_customer ? null : (
                <>
                  {" "}
                  <a
                    href={`/customers/${step.i_customer}`}
                    className="text-muted underline-offset-2 wrap-anywhere hover:text-text hover:underline"
                  >
                    {step.name}
                  </a>
                </>
              )}
              <EntryDetails detail={step.detail} timeZone={timeZone} />
              <ChangeList entry={step} words={wordsFor(step.currency)} />
            </div>
          </li>
        ))}
      </ol>
      {more && reference ? (
        <a href={`/history?support=${reference}`} className="underline underline-offset-2">
          {t("history.visit_all")}
        </a>
      ) : null}
    </details>
  );
}
