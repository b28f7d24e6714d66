import { isAttributeName } from "@/attributes/customer";
import { getTranslations } from "@/i18n/texts";
import type { ExportColumn } from "@/server/files/export/export-file";
import { batchSize, inBatches } from "@/server/files/export/in-batches";
import { getImport, listImportProblems, type ToldImportRow } from "@/server/jobs/read-import";
import { problemText } from "../../../../../web/imports/shown-import";
import { exportResponse, notLoggedIn } from "../../../../../web/lists/export-response";
import { currentSession } from "../../../../../web/session/session";

type Row = ToldImportRow & { readonly wrong: string };

/** Sends the rows that have a problem as a file, to be mended there and uploaded again: their numbers, their cells, what is wrong. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/jobs/import/[i_import]/problems">,
): Promise<Response> {
  const session = await currentSession();
  if (session?.kind !== "full") return await notLoggedIn();
  const { i_import: i_job } = await params;
  const { actor } = session;
  const t = await getTranslations("imports");
  const { headers, groups, beyond } = (await getImport(actor, { i_job })).import;
  const a = await getTranslations("attributes");
  // what no column has gets one, which is taken when the file comes back
  const lacking = new Set(
    groups.flatMap(({ problem: { column, attribute } }) =>
      column === null && attribute !== null && isAttributeName(attribute) ? [attribute] : [],
    ),
  );
  const columns: ExportColumn<Row>[] = [
    { title: t("row_number"), kind: "integer", value: ({ row }) => row },
    ...headers.map(
      (title, column): ExportColumn<Row> => ({
        title,
        kind: "text",
        value: ({ cells }) => cells[column] ?? "",
      }),
    ),
    ...[...lacking].map((name): ExportColumn<Row> => ({ title: a(name), kind: "text", value: () => "" })),
    ...Array.from(
      { length: beyond },
      (_, at): ExportColumn<Row> => ({
        title: t("cell_beyond", { number: at + 1 }),
        kind: "text",
        value: ({ cells }) => cells[headers.length + at] ?? "",
      }),
    ),
    { title: t("what_is_wrong"), kind: "text", value: ({ wrong }) => wrong },
  ];
  return await exportResponse(session, request, {
    name: "import-problems",
    title: t("problems"),
    columns,
    rows: inBatches(async (after) => {
      const { rows, next } = await listImportProblems(actor, { i_job, after, limit: batchSize });
      return { rows: await Promise.all(rows.map((row) => withSentences(row, headers))), next };
    }),
  });
}

async function withSentences(row: ToldImportRow, headers: readonly string[]): Promise<Row> {
  const said = await Promise.all(row.problems.map(async (problem) => await problemText(problem, headers)));
  return { ...row, wrong: said.join(" ") };
}
