import { getTranslations } from "next-intl/server";
import type { AttributeName } from "@/attributes/customer";
import { DateTime } from "@/components/ui/date-time";
import { Table, Td, Th } from "@/components/ui/table";
import type { Names } from "@/server/audit/find-names";
import type { HistoryEntry } from "@/server/audit/list-history";
import {
  type ChangeWords,
  changeText,
  changeWords,
  operationText,
  readableChanges,
  whoText,
} from "./change-words";
import { EntryDetails } from "./entry-detail";

type Props = {
  readonly entries: readonly HistoryEntry[];
  readonly names?: Names;
  readonly timeZone: string;
  readonly brief?: boolean;
};

/** The history as a table: when, who, what, on whom, and each change as before → after. */
export async function HistoryTable({ entries, names = {}, timeZone, brief = false }: Props) {
  const [t, wordsFor] = [await getTranslations(), await changeWords(names)];
  if (entries.length === 0) return <p className="text-muted">{t("history.empty")}</p>;
  return (
    <Table
      label={t("history.title")}
      head={
        <>
          <Th>{t("history.when")}</Th>
          <Th>{t("history.who")}</Th>
          <Th>{t("history.what")}</Th>
          <Th>{t("history.on")}</Th>
          {brief ? null : <Th>{t("history.changes")}</Th>}
        </>
      }
    >
      {entries.map((entry) => (
        <tr key={entry.i_audit} className="align-top">
          <Td>
            <DateTime at={entry.at} timeZone={timeZone} />
          </Td>
          <Td className="whitespace-nowrap">
            {whoText(entry, t)}
            <span className="text-muted"> · {t(`history.door_${entry.door as "web"}`)}</span>
            {entry.foreign_credential ? (
              <span className="block text-[13px] text-warn">{t("history.by_foreign")}</span>
            ) : null}
          </Td>
          <Td className="whitespace-nowrap">
            {operationText(entry, t)}
            {entry.refused === null ? null : (
              <span className="block text-[13px] text-muted">
                {t("history.refused", { code: entry.refused })}
              </span>
            )}
          </Td>
          <Td className="max-w-72">
            <a href={`/customers/${entry.i_customer}`} className="whitespace-nowrap">
              {entry.name}
            </a>
          </Td>
          {brief ? null : (
            <Td className="min-w-72">
              <EntryDetails detail={entry.detail} timeZone={timeZone} />
              <Changes
                changes={entry.changes}
                words={wordsFor(entry.currency)}
                count={(count) => t("history.count", { count })}
                label={(name) => t(`attributes.${name}`)}
              />
            </Td>
          )}
        </tr>
      ))}
    </Table>
  );
}

type ChangesProps = {
  readonly changes: HistoryEntry["changes"];
  readonly words: ChangeWords;
  readonly count: (count: number) => string;
  readonly label: (name: AttributeName) => string;
};

function Changes({ changes, words, count, label }: ChangesProps) {
  const shown = readableChanges(changes);
  const list = (
    <ul>
      {shown.map(([name, change]) => (
        <li key={name} className="wrap-anywhere">
          <span className="text-muted">{label(name)}: </span>
          {change === "secret"
            ? words.secret
            : `${text(name, change[0], words)} → ${text(name, change[1], words)}`}
        </li>
      ))}
    </ul>
  );
  if (shown.length <= 4) return list;
  return (
    <details>
      <summary className="w-fit text-accent-text hover:underline">{count(shown.length)}</summary>
      {list}
    </details>
  );
}

/** What does not fit into a cell of the table is cut. */
function text(name: AttributeName, value: unknown, words: ChangeWords): string {
  const whole = changeText(name, value, words);
  return whole.length > 80 ? `${whole.slice(0, 80)}…` : whole;
}
