import { formatDateTime } from "@/attributes/format-time";
import { getLocale, getTranslations } from "@/i18n/texts";
import { spellReference } from "@/server/ground/text/reference";
import type { ToldJob } from "@/server/jobs/job/told-job";

/** Who began a job: a colleague by their login; of support only that it was, and in which session. */
export async function whoBegan({
  login,
  door,
  support_reference,
}: Pick<ToldJob, "login" | "door" | "support_reference">): Promise<string> {
  const t = await getTranslations();
  if (support_reference !== null)
    return [login ?? t("jobs.by_support"), spellReference(support_reference)].join(" · ");
  if (door === "trusted") return t("history.door_trusted");
  return login ?? t("jobs.by_program");
}

/** When a job was begun: started, or prepared as long as it is not. @param timeZone an IANA name */
export async function beganAt(
  { started_at, created_at }: Pick<ToldJob, "started_at" | "created_at">,
  timeZone: string,
): Promise<string> {
  return formatDateTime(started_at ?? created_at, timeZone, await getLocale());
}

/** How long a job took, or has taken so far, in its two largest units; '' before its start. */
export async function tookText({
  started_at,
  ended_at,
}: Pick<ToldJob, "started_at" | "ended_at">): Promise<string> {
  if (started_at === null) return "";
  const t = await getTranslations("jobs");
  const seconds = Math.max(0, Math.round(((ended_at ?? new Date()).getTime() - started_at.getTime()) / 1000));
  const [days, hours, minutes] = [86_400, 3_600, 60].map((unit) => Math.floor(seconds / unit));
  if (days) return t("took_days", { days, hours: (hours ?? 0) % 24 });
  if (hours) return t("took_hours", { hours, minutes: (minutes ?? 0) % 60 });
  if (minutes && minutes >= 10) return t("took_whole_minutes", { minutes });
  return minutes
    ? t("took_minutes", { minutes, seconds: seconds % 60 })
    : t("took_seconds", { seconds: Math.max(1, seconds) });
}
