import { formatDateTime } from "@/attributes/format-time";
import type { Query } from "@/components/list/list-query";
import { getFormatter, getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import type { ToldJob } from "@/server/jobs/job/told-job";
import { listJobRows, outcomes, type ToldRow } from "@/server/jobs/list-jobs";
import { type DidText, didTexts } from "../../../web/jobs/did-text";
import { whyText } from "../../../web/jobs/why-text";
import { filterWords } from "../../../web/lists/filter-words";
import { asTyped, type Filters, readFilters, shownFilters } from "../../../web/lists/filters";
import { pagesOf } from "../../../web/lists/pages-of";
import type { ReportRow, ReportWords, ShownReport } from "./shown";

/** Reads the filter of a report from an address. */
export async function reportFilters(query: Query, { actor }: LiveSession): Promise<Filters<"outcome">> {
  return await readFilters(query, { outcome: asTyped }, (raw) =>
    listJobRows.definition.input({ ...raw, i_job: 1 }, actor),
  );
}

/** What the report of a job shows at an address, in the reader's words. */
export async function shownReport(session: LiveSession, job: ToldJob, query: Query): Promise<ShownReport> {
  const { i_job } = job;
  const filters = await reportFilters(query, session);
  const isWrong = filters.wrong.size > 0;
  const { rows, next, previous, names } = isWrong
    ? { rows: [], next: null, previous: null, names: {} }
    : await listJobRows(session.actor, { ...filters.raw, i_job, after: query.after });
  const { outcome } = filters.typed;
  const didText = await didTexts();
  const counted = { changed: job.changed, unchanged: job.unchanged, refused: job.refused };
  const total = outcome === "" ? job.total : counted[outcome as keyof typeof counted];
  return {
    ...(await shownFilters(query, filters)),
    swept: rows.length === 0 && job.total > 0 && job.ended_at !== null,
    rows: isWrong
      ? null
      : await Promise.all(
          rows.map(async (row) => await shownRow(row, didText(row, names), job, session.timeZone)),
        ),
    pages: await pagesOf({ path: `/jobs/${i_job}`, query, next, previous, shown: rows.length, total }),
  };
}

async function shownRow(
  { row, i_customer, name, outcome, why, at, currency }: ToldRow,
  did: DidText,
  { state }: Pick<ToldJob, "state">,
  timeZone: string,
): Promise<ReportRow> {
  const [t, locale, format] = [await getTranslations("jobs"), await getLocale(), await getFormatter()];
  return {
    key: row,
    ...(row === i_customer ? {} : { row: format.number(row) }),
    name,
    // somebody who was deleted has no page
    i_customer: currency === null ? null : i_customer,
    outcome: did.what || t(`outcome_${outcome ?? (state === "stopped" ? "not_done" : "waiting")}`),
    changes: did.changes,
    tone: outcome === "refused" ? "warn" : outcome === "changed" ? "plain" : "muted",
    why: why === null ? "" : await whyText(why),
    at: at === null ? "" : formatDateTime(at, timeZone, locale, "medium"),
  };
}

/** What the report says and offers at every address. */
export async function reportWords(): Promise<ReportWords> {
  const [t, f] = [await getTranslations("jobs"), await getTranslations("filters")];
  return {
    report: t("report"),
    row: t("row"),
    customer: t("customer"),
    outcome: t("outcome"),
    any_outcome: t("any_outcome"),
    at: t("at"),
    nothing: t("nothing"),
    none_yet: t("none_yet"),
    swept: t("swept"),
    ...(await filterWords()),
    wrong: { title: f("wrong"), text: f("wrong_text") },
    outcomes: outcomes.map((id) => ({ id, label: t(`outcome_${id}`) })),
  };
}
