import { getTranslations } from "@/i18n/texts";
import { batchSize, inBatches } from "@/server/files/export/in-batches";
import { importKind } from "@/server/jobs/acts/import-act";
import { getJobInfo, listJobRows } from "@/server/jobs/list-jobs";
import { didTexts } from "../../../../web/jobs/did-text";
import { whyText } from "../../../../web/jobs/why-text";
import { exportResponse, notLoggedIn } from "../../../../web/lists/export-response";
import { queryOf } from "../../../../web/lists/query-of";
import { currentSession } from "../../../../web/session/session";
import { type ReportLine, reportColumns } from "../report-columns";
import { reportFilters } from "../shown-report";

/** Downloads what a job did with each of its rows. */
export async function GET(
  request: Request,
  { params }: { readonly params: Promise<{ readonly i_job: string }> },
): Promise<Response> {
  const session = await currentSession();
  if (session?.kind !== "full") return await notLoggedIn();
  const [{ i_job }, query, t] = [await params, queryOf(request), await getTranslations("jobs")];
  const filters = await reportFilters(query, session);
  const didText = await didTexts();
  const { job } = await getJobInfo(session.actor, { i_job });
  return await exportResponse(session, request, {
    name: `job-${Number(i_job)}`,
    title: t("report"),
    columns: reportColumns(t, job.kind === importKind),
    wrong: filters.wrong,
    rows: inBatches(async (after) => {
      const { rows, next, names } = await listJobRows(
        session.actor,
        { ...filters.raw, i_job, after, limit: batchSize },
        after ? { continues: true } : {},
      );
      const lines = rows.map(
        async (row): Promise<ReportLine> => ({
          ...row,
          ...didText(row, names),
          reason: row.why ? await whyText(row.why) : "",
        }),
      );
      return { rows: await Promise.all(lines), next };
    }),
  });
}
