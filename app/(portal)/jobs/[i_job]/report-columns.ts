import type { Texts } from "@/i18n/texts";
import type { ExportColumn } from "@/server/files/export/export-file";
import type { ToldRow } from "@/server/jobs/list-jobs";
import type { DidText } from "../../../web/jobs/did-text";

/** A line of a report, with what was done and why not in words. */
export type ReportLine = ToldRow & DidText & { readonly reason: string };

/** A job's report as columns of a file, in the words of the page. Rows of a file have their numbers. */
export function reportColumns(t: Texts<"jobs">, isImport: boolean): ExportColumn<ReportLine>[] {
  return [
    ...(isImport ? [{ title: t("row"), kind: "integer" as const, value: ({ row }: ReportLine) => row }] : []),
    { title: t("customer_id"), kind: "integer", value: ({ i_customer }) => i_customer },
    { title: t("customer"), kind: "text", value: ({ name }) => name },
    { title: t("outcome"), kind: "text", value: ({ outcome }) => t(`outcome_${outcome ?? "waiting"}`) },
    { title: t("done_what"), kind: "text", value: ({ what }) => what },
    { title: t("changes"), kind: "text", value: ({ changes }) => changes },
    { title: t("why"), kind: "text", value: ({ reason }) => reason },
    { title: t("at"), kind: "moment", value: ({ at }) => at },
  ];
}
