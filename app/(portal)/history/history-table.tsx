import { getLocale, getTranslations } from "next-intl/server";
import { type AttributeName, attributeOf, isAttributeName } from "@/attributes/customer";
import { plainDecimal } from "@/attributes/decimal";
import { DateTime } from "@/components/ui/date-time";
import { formatMoney } from "@/components/ui/money";
import { Table, Td, Th } from "@/components/ui/table";
import type { HistoryEntry } from "@/server/audit/list-history";
import { dictionaryOptions } from "../customers/options";

type Props = {
  readonly entries: readonly HistoryEntry[];
  readonly timeZone: string;
  readonly brief?: boolean;
};

/** The history as a table: when, who, what, on whom, and each change as before → after. */
export async function HistoryTable({ entries, timeZone, brief = false }: Props) {
  const [t, locale, options] = [await getTranslations(), await getLocale(), await dictionaryOptions()];
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
            {entry.by ? (entry.by.login ?? entry.by.name) : t("common.your_provider")}
            <span className="text-muted"> · {t(`history.door_${entry.door as "web"}`)}</span>
            {entry.foreign_credential ? (
              <span className="block text-[13px] text-warn">{t("history.by_foreign")}</span>
            ) : null}
          </Td>
          <Td className="whitespace-nowrap">
            {t.has(`operations.${entry.operation as "signIn"}`)
              ? t(`operations.${entry.operation as "signIn"}`)
              : entry.operation}
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
              <Changes
                changes={entry.changes}
                words={{
                  nothing: t("history.nothing"),
                  secret: t("history.secret"),
                  yes: t("common.yes"),
                  no: t("common.no"),
                  rights: (mask) =>
                    rightsIn(mask)
                      .map((action) => t(`rights.${action}`))
                      .join(", ") || t("common.none"),
                  count: (count) => t("history.count", { count }),
                  money: (amount) =>
                    entry.currency ? formatMoney(amount, entry.currency, locale) : plainDecimal(amount),
                  label: (name, id) => options[name]?.find((option) => option.id === id)?.label ?? id,
                }}
                label={(name) => t(`attributes.${name}`)}
              />
            </Td>
          )}
        </tr>
      ))}
    </Table>
  );
}

type Words = Readonly<Record<"nothing" | "secret" | "yes" | "no", string>> & {
  readonly count: (count: number) => string;
  readonly rights: (mask: number) => string;
  readonly money: (amount: string) => string;
  /** the name of what an id of a dictionary stands for; the id where there is none */
  readonly label: (name: AttributeName, id: string) => string;
};

type ChangesProps = {
  readonly changes: HistoryEntry["changes"];
  readonly words: Words;
  readonly label: (name: AttributeName) => string;
};

function Changes({ changes, words, label }: ChangesProps) {
  const shown = Object.entries(changes).flatMap(([name, change]) =>
    isAttributeName(name) ? [[name, change] as const] : [],
  );
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
      <summary className="w-fit text-accent-text hover:underline">{words.count(shown.length)}</summary>
      {list}
    </details>
  );
}

function text(name: AttributeName, value: unknown, words: Words): string {
  if (value === null || value === "") return words.nothing;
  const { kind } = attributeOf(name).kind;
  if (kind === "flag" || kind === "feature") return Number(value) ? words.yes : words.no;
  if (kind === "rights") return words.rights(Number(value));
  if (kind === "money") return words.money(String(value));
  if (kind === "reference") return words.label(name, String(value));
  const plain = kind === "percent" ? `${plainDecimal(String(value))} %` : String(value);
  return plain.length > 80 ? `${plain.slice(0, 80)}…` : plain;
}

function rightsIn(mask: number) {
  return (["add", "edit", "delete"] as const).filter((_, bit) => mask & (1 << bit));
}
