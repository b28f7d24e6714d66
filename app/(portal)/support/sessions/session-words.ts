import type { getTranslations } from "next-intl/server";
import type { SupportSessionLine } from "@/server/support/support-sessions";

type Texts = Awaited<ReturnType<typeof getTranslations<"support">>>;

/** The state of a session in words. */
export function endingText({ ended_by, changes_at }: SupportSessionLine, t: Texts): string {
  if (ended_by !== null) return t(`ended_${ended_by.replace("-", "_") as "time"}`);
  return changes_at === null ? t("runs_reading") : t("runs_changing");
}
