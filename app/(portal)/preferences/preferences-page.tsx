import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PageHeading, TabLinks } from "@/components/ui/page";
import { mayAct } from "@/server/actor/access-levels";
import type { LiveSession } from "@/server/credentials/sessions";
import { Portal } from "../../web/portal/portal";
import { currentStanding } from "../../web/session/standing";
import { ownSettings } from "./own-settings";

const parts = [
  // a customer's only person has `general`, others `personal` and perhaps `company`
  ["general", "/preferences"],
  ["personal", "/preferences"],
  ["company", "/preferences/company"],
  ["password", "/preferences/password"],
  ["factors", "/preferences/factors"],
  ["log_ins", "/preferences/log-ins"],
] as const;

/** The frame of the preferences: tabs for their parts. */
export async function PreferencesPage(props: {
  readonly session: LiveSession;
  readonly part: (typeof parts)[number][0];
  readonly children: ReactNode;
}) {
  const { session, part } = props;
  const [t, l, { rights }] = [
    await getTranslations("preferences"),
    await getTranslations("log_ins"),
    await currentStanding(session),
  ];
  const { access_level } = session.actor;
  // the API has its own page, but people look for its password here
  const api =
    rights.api_access && mayAct(access_level, "web_users")
      ? [{ href: "/api", label: t("api_password"), current: false }]
      : [];
  const own = await ownSettings(session);
  const several = own !== null && !own.alone;
  const shown = parts.filter(([name]) => {
    if (name === "general") return !several;
    if (name === "personal") return several;
    if (name === "company") return several && mayAct(access_level, "funds");
    return mayAct(access_level, "own");
  });
  return (
    <Portal session={session} current="preferences">
      <PageHeading
        title={t("title")}
        note={[session.actor.login, session.customer.name].filter(Boolean).join(" · ")}
      />
      <TabLinks
        label={t("tabs")}
        tabs={[
          ...shown.map(([name, href]) => ({
            href,
            label: name === "log_ins" ? l("title") : t(name),
            current: name === part,
          })),
          ...api,
        ]}
      />
      <div className="max-w-3xl">{props.children}</div>
    </Portal>
  );
}
