import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PageHeading, TabLinks } from "@/components/ui/page";
import { mayAct } from "@/server/identity/access-levels";
import type { LiveSession } from "@/server/identity/sessions";
import { currentStanding } from "../../standing";
import { Portal } from "../portal";

const parts = [
  ["general", "/preferences"],
  ["mine", "/preferences/mine"],
  ["password", "/preferences/password"],
  ["factors", "/preferences/factors"],
  ["log_ins", "/preferences/log-ins"],
] as const;

/** The frame of one's own preferences: their parts as links, the open one marked. */
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
  // a page of its own, for programs: its password is one of one's secrets all the same
  const api =
    rights.api_access && mayAct(access_level, "web_users")
      ? [{ href: "/api", label: t("api_password"), current: false }]
      : [];
  // the first are the customer's, and shown to who may read it
  const shown = parts.filter(([name]) => mayAct(access_level, name === "general" ? "read" : "own"));
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
