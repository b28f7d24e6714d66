import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { useLocale, useTranslations } from "@/i18n/texts";
import type { OpenSupport } from "@/server/support-session/session-row";
import { MinutesLeft } from "./minutes-left";

type Props = {
  readonly support: OpenSupport;
  readonly timeZone: string;
  /** the form that lets the session make changes; null: it already may, or never can */
  readonly allow: ReactNode;
};

/**
 * Says who acts as whom, why, and for how long. It stands above everything and outside every brand's region, in colours
 * of our own. Needs no script. Source: semantics, 'Support'.
 */
export function SupportBanner({ support, timeZone, allow }: Props) {
  const [t, locale] = [useTranslations("support"), useLocale()];
  const who = t("acts_as", { login: support.login, customer: support.customer });
  const until = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone }).format(support.ends_at);
  return (
    <section className="support-banner" aria-label={t("banner")} data-part="support-banner">
      <Icon name="headset" className="shrink-0 max-lg:hidden" />
      <p className="support-who" title={`${who} · ${support.reason}`}>
        <strong className="truncate font-semibold">{who}</strong>
        <span className="truncate">{support.reason}</span>
      </p>
      <p className="support-times">
        <span className="support-state">{support.changes ? t("may_change") : t("reads")}</span>
        <a href="/support/session" className="underline underline-offset-2">
          <MinutesLeft
            leftMs={Math.max(0, support.ends_at.getTime() - Date.now())}
            words={{ left: String(t.raw("minutes_left")), until: t("until", { time: until }) }}
          />
        </a>
      </p>
      <div className="flex shrink-0 items-center gap-1.5">
        {allow}
        <a
          href="/support/session"
          className={`support-button ${support.changes || allow ? "support-extend" : ""}`}
        >
          {support.changes || allow ? t("extend") : t("make_changes")}
        </a>
        <EndSupport />
      </div>
    </section>
  );
}

/** Ends the session by a full navigation, so that nothing of the customer stays in the browser. */
function EndSupport() {
  const t = useTranslations("support");
  return (
    <form action="/support/end" method="post">
      <button type="submit" className="support-button">
        {t("end")}
      </button>
    </form>
  );
}
