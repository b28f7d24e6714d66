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
    /** what is said for all rows instead, in the columns' page */
    readonly mend: MendInColumns | null;
  }[];
  readonly meaning: readonly ShownMeaning[];
};

/** Says what an examination has found so far. */
export async function shownImport(
  { i_job, state, figures, groups, headers }: ToldImport,
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
          mend: await mendInColumns(problem, i_job),
        };
      }),
    ),
    meaning: await fundsTexts(figures.funds),
  };
}

/** What is said in the columns' page for all rows, so that a problem is none; null: nothing that is said there. */
export async function mendInColumns(
  { column, attribute, key }: ImportProblem,
  i_job: number,
): Promise<MendInColumns | null> {
  const t = await getTranslations("imports");
  const at = (field: string) => `/jobs/import/${i_job}/columns#field-${field}`;
  // providers that the file brings own no tariffs yet
  if (key === ownTariff) return { href: at("use_own_tariff"), label: t("say_own_tariff") };
  return column === null && attribute !== null && isAttributeName(attribute)
    ? { href: at(attribute), label: t("say_for_all") }
    : null;
}

export type MendInColumns = { readonly href: string; readonly label: string };

const ownTariff = "own_tariff_not_given";

/** What is wrong, after the column or the field in which it is. */
export async function problemText(problem: ImportProblem, headers: readonly string[]): Promise<string> {
  const [text, a] = [await sentenceOf(problem), await getTranslations("attributes")];
  const { column, attribute } = problem;
  if (column !== null) return `${headers[column] ?? ""}: ${text}`;
  return attribute !== null && isAttributeName(attribute) ? `${a(attribute)}: ${text}` : text;
}

/** The sentence alone, beside the cell that it is about. */
export async function sentenceOf({ code, key, values }: ImportProblem): Promise<string> {
  // there is no list beside the cells of a file
  if (key === ownTariff) return (await getTranslations("imports"))("why_own_tariff");
  return await reasonText({ code, key, values: values ?? {} });
}
