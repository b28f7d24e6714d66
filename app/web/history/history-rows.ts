import { type AttributeName, attributeOf } from "@/attributes/customer";
import { readDecimal } from "@/attributes/reading/decimal";
import { getTranslations } from "@/i18n/texts";
import type { Amount, ExportColumn } from "@/server/files/export/export-file";
import type { HistoryEntry } from "@/server/history/entry";
import type { Names } from "@/server/record/find-names";
import {
  behalfText,
  type ChangeWords,
  changeText,
  changeWordsOf,
  foreignText,
  operationText,
  readableChanges,
  whoText,
} from "./change-words";

/** A row: one changed attribute of an entry, or none if the entry changed nothing. */
type HistoryRow = {
  readonly entry: HistoryEntry;
  readonly attribute: string | null;
  readonly before: string | Amount | null;
  readonly after: string | Amount | null;
  /** the currency of amounts; other numbers have none */
  readonly currency: string | null;
};

type HistoryRows = {
  readonly columns: readonly ExportColumn<HistoryRow>[];
  readonly rowsOf: (entry: HistoryEntry, names: Names) => HistoryRow[];
};

/** Makes the rows of the file, in the words of the page. */
export async function historyRows(): Promise<HistoryRows> {
  const [t, wordsOf] = [await getTranslations(), await changeWordsOf()];
  const who = (entry: HistoryEntry) => {
    const more = [behalfText(entry, t), foreignText(entry, t)].filter((text) => text !== null);
    return more.length > 0 ? `${whoText(entry, t)} (${more.join("; ")})` : whoText(entry, t);
  };
  const what = (entry: HistoryEntry) =>
    entry.refused === null
      ? operationText(entry, t)
      : `${operationText(entry, t)} (${t("history.refused", { code: entry.refused })})`;
  const columns: ExportColumn<HistoryRow>[] = [
    { title: t("history.when"), kind: "moment", value: ({ entry }) => entry.at },
    { title: t("history.who"), kind: "text", value: ({ entry }) => who(entry) },
    // doors come from the server's code, and each has its word
    {
      title: t("export.door"),
      kind: "text",
      value: ({ entry }) => t(`history.door_${entry.door as "web"}`),
    },
    { title: t("history.what"), kind: "text", value: ({ entry }) => what(entry) },
    { title: t("history.on"), kind: "text", value: ({ entry }) => entry.name },
    { title: t("customers.id"), kind: "integer", value: ({ entry }) => entry.i_customer },
    { title: t("export.attribute"), kind: "text", value: ({ attribute }) => attribute },
    { title: t("export.before"), kind: "text", value: ({ before }) => before },
    { title: t("export.after"), kind: "text", value: ({ after }) => after },
    { title: t("customers.currency"), kind: "text", value: ({ currency }) => currency },
  ];
  const rowsOf = (entry: HistoryEntry, names: Names): HistoryRow[] => {
    // programs read the file, too
    const words = { ...wordsOf(names)(entry.currency), number: (number: string) => number };
    const rows = readableChanges(entry.changes).map(([name, change]): HistoryRow => {
      const attribute = t(`attributes.${name}`);
      if (change === "secret") return { ...empty, entry, attribute, after: words.secret };
      const [before, after] = change;
      const said = (value: unknown) => cellOf(name, value, words);
      const currency = isMoney(name) ? entry.currency : null;
      // somebody new had nothing before
      const isNew = entry.operation === "createCustomer";
      return { entry, attribute, before: isNew ? null : said(before), after: said(after), currency };
    });
    return rows.length ? rows : [{ ...empty, entry }];
  };
  return { columns, rowsOf };
}

const empty = { attribute: null, before: null, after: null, currency: null };

/** Writes an amount as a number, and anything else in the words of the page. */
function cellOf(name: AttributeName, value: unknown, words: ChangeWords): string | Amount {
  const amount = isMoney(name) && value !== null ? readDecimal(String(value)) : null;
  return amount === null ? changeText(name, value, words) : { amount };
}

function isMoney(name: AttributeName): boolean {
  return attributeOf(name).kind.kind === "money";
}
