import { formatDateTime } from "@/attributes/format-time";
import { Badge } from "@/components/ui/page";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { Endpoint } from "@/server/webhooks/endpoint";

/** Whether a webhook is on and gets through, and what waits, in words. */
export async function EndpointState({
  endpoint,
  timeZone,
}: {
  readonly endpoint: Endpoint;
  readonly timeZone: string;
}) {
  const { state, why, off_at, failing_since, waiting, failed, missed } = endpoint;
  const [t, locale] = [await getTranslations("webhooks"), await getLocale()];
  const at = (moment: Date | null) => (moment ? formatDateTime(moment, timeZone, locale) : "");
  const counts = [
    waiting > 0 ? t("count_waiting", { count: waiting }) : "",
    failed > 0 ? t("count_failed", { count: failed }) : "",
    missed > 0 ? t("count_missed", { count: missed }) : "",
  ].filter(Boolean);
  return (
    <>
      {state === "off" ? (
        <Badge tone="danger">{t("off")}</Badge>
      ) : failing_since ? (
        <Badge tone="warn">{t("failing")}</Badge>
      ) : (
        <Badge tone="good">{t("on")}</Badge>
      )}
      <div className="text-[0.8125rem] text-muted">
        {state === "off" ? (
          <div>{t(`off_${why ?? "person"}`, { at: at(off_at) })}</div>
        ) : failing_since ? (
          <div>{t("failing_since", { at: at(failing_since) })}</div>
        ) : null}
        {counts.length > 0 ? <div>{counts.join(" · ")}</div> : null}
      </div>
    </>
  );
}
