import type { Texts } from "@/i18n/texts";
import type { ExportColumn } from "@/server/files/export/export-file";
import type { ToldRow } from "@/server/jobs/list-jobs";

/** A line of a report, with the reason in words. */
export type ReportLine = ToldRow & { readonly reason: string };

/** A job's report as columns of a file, in the words of the page. */
export function reportColumns(t: Texts<"jobs">): ExportColumn<ReportLine>[] {
  return [
    { title: t("row"), kind: "integer", value: ({ row }) => row },
    { title: t("customer_id"), kind: "integer", value: ({ i_customer }) => i_customer },
    { title: t("customer"), kind: "text", value: ({ name }) => name },
    { title: t("outcome"), kind: "text", value: ({ outcome }) => t(`outcome_${outcome ?? "waiting"}`) },
    { title: t("why"), kind: "text", value: ({ reason }) => reason },
    { title: t("at"), kind: "moment", value: ({ at }) => at },
  ];
}
