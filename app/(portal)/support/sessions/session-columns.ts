import type { Texts as TextsOf } from "@/i18n/texts";
import type { ExportColumn } from "@/server/files/export/export-file";
import { spellReference } from "@/server/ground/text/reference";
import type { SupportSessionLine } from "@/server/support/support-sessions";

type Texts = TextsOf<"support">;

/** Support sessions as columns of a file, in the words of the page. */
export function sessionColumns(t: Texts): ExportColumn<SupportSessionLine>[] {
  return [
    { title: t("reference"), kind: "text", value: ({ reference }) => spellReference(reference) },
    { title: t("staff"), kind: "text", value: ({ login }) => login },
    { title: t("staff_of"), kind: "text", value: ({ staff }) => staff },
    { title: t("customer"), kind: "text", value: ({ name }) => name },
    { title: t("customer_id"), kind: "integer", value: ({ i_customer }) => i_customer },
    { title: t("reason"), kind: "text", value: ({ reason }) => reason },
    { title: t("address"), kind: "text", value: ({ address }) => address },
    { title: t("since"), kind: "moment", value: ({ opened_at }) => opened_at },
    { title: t("until_column"), kind: "moment", value: ({ ended_at, ends_at }) => ended_at ?? ends_at },
    { title: t("standing"), kind: "text", value: (one) => endingText(one, t) },
    { title: t("changes_since"), kind: "moment", value: ({ changes_at }) => changes_at },
    { title: t("changes"), kind: "integer", value: ({ changes }) => changes },
    {
      title: t("refused_column"),
      kind: "text",
      value: ({ refused }) => (refused ? t("refused_yes") : ""),
    },
  ];
}

/** The state of a session in words. */
export function endingText({ ended_by, changes_at }: SupportSessionLine, t: Texts): string {
  if (ended_by !== null) return t(`ended_${ended_by.replace("-", "_") as "time"}`);
  return changes_at === null ? t("runs_reading") : t("runs_changing");
}
