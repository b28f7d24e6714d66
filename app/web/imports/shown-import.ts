import { isAttributeName } from "@/attributes/customer";
import { formatDateTime, formatRecent } from "@/attributes/format-time";
import { getFormatter, getLocale, getTranslations } from "@/i18n/texts";
import type { ImportProblem } from "@/server/jobs/import/import-row";
import type { ToldImport } from "@/server/jobs/read-import";
import { reasonText } from "../forms/refusal-text";
import { fundsTexts } from "../jobs/funds-text";
import type { ShownMeaning } from "../jobs/preview-progress";

/** How far the examination of a file has come, in the reader's words. */
export type ShownImport = {
  /** no further figures come */
  readonly ended: boolean;
  readonly note: string;
  readonly share: number;
  readonly counts: readonly { readonly name: string; readonly label: string; readonly count: string }[];
  readonly groups: readonly {
    readonly key: string;
    readonly text: string;
    readonly count: string;
    /** it is said for all rows, as no column has it */
    readonly forAll: boolean;
  }[];
  readonly meaning: readonly ShownMeaning[];
};

/** Says what an examination has found so far. */
export async function shownImport(
  { state, figures, groups, headers }: ToldImport,
  timeZone: string,
): Promise<ShownImport> {
  const [t, format] = [await getTranslations("imports"), await getFormatter()];
  const isOver = state !== "draft";
  if (!figures) return { ended: isOver, note: t("not_yet"), share: 0, counts: [], groups: [], meaning: [] };
  const { total, examined, later, until, ended } = figures;
  const counted = [
    ["create", figures.create],
    ["update", figures.update],
    ["unchanged", figures.unchanged],
    ["problem", figures.refused],
    ["later", later],
  ] as const;
  const values = { examined: format.number(examined), total: format.number(total) };
  return {
    ended: ended || isOver,
    note:
      later > 0 && until !== null
        ? t("later_until", { at: formatDateTime(new Date(until), timeZone, await getLocale()) })
        : ended
          ? t("all_checked", {
              ...values,
              as_of: formatRecent(new Date(figures.at), timeZone, await getLocale()),
            })
          : t("checking", values),
    share: (examined + later) / Math.max(1, total),
    counts: counted.flatMap(([name, count]) =>
      count === 0 && (name === "later" || name === "update" || name === "unchanged")
        ? []
        : [{ name, label: t(`count_${name}`), count: format.number(count) }],
    ),
    groups: await Promise.all(
      groups.map(async ({ problem, count, kinds }) => {
        const text = await problemText(problem, headers);
        return {
          key: problem.key,
          text: kinds > 1 ? t("and_others", { text, count: kinds - 1 }) : text,
          count: format.number(count),
          forAll: isForAll(problem),
        };
      }),
    ),
    meaning: await fundsTexts(figures.funds),
  };
}

/** Whether a problem is about a field that no column of the file has. */
export function isForAll({ column, attribute }: ImportProblem): boolean {
  return column === null && attribute !== null && isAttributeName(attribute);
}

/** What is wrong, after the column or the field in which it is. */
export async function problemText(problem: ImportProblem, headers: readonly string[]): Promise<string> {
  const [text, a] = [await sentenceOf(problem), await getTranslations("attributes")];
  const { column, attribute } = problem;
  if (column !== null) return `${headers[column] ?? ""}: ${text}`;
  return attribute !== null && isAttributeName(attribute) ? `${a(attribute)}: ${text}` : text;
}

/** The sentence alone, beside the cell that it is about. */
export async function sentenceOf({ code, key, values }: ImportProblem): Promise<string> {
  return await reasonText({ code, key, values: values ?? {} });
}
