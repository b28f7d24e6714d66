import type { ReactNode } from "react";
import { PageHeading, TabLinks } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { updateOwnData } from "@/server/customers/update-own-data";
import { listFactors } from "@/server/identity/factors/own-factors";
import { listLogIns } from "@/server/identity/log-in/log-ins";
import { choosingPassword } from "@/server/identity/password/choose-password";
import { Portal } from "../../web/portal/portal";
import { asker } from "../../web/session/may";
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
  const [t, l, { hasApi }, may] = [
    await getTranslations("preferences"),
    await getTranslations("log_ins"),
    await currentStanding(session),
    await asker(session),
  ];
  // the API has its own page, but people look for its password here
  const api =
    hasApi && may(updateOwnData, "own", { names: ["api_password"] })
      ? [{ href: "/api/xmlapi", label: t("api_password"), current: false }]
      : [];
  const own = await ownSettings(session);
  const several = own !== null && !own.alone;
  const shown: Readonly<Record<(typeof parts)[number][0], boolean>> = {
    general: !several,
    personal: several,
    company: several && may(updateOwnData),
    password: may(choosingPassword),
    factors: may(listFactors),
    log_ins: may(listLogIns),
  };
  return (
    <Portal session={session}>
      <div className="form">
        <PageHeading
          title={t("title")}
          note={[session.actor.login, session.customer.name].filter(Boolean).join(" · ")}
        />
        <TabLinks
          label={t("tabs")}
          tabs={[
            ...parts
              .filter(([name]) => shown[name])
              .map(([name, href]) => ({
                href,
                label: name === "log_ins" ? l("title") : t(name),
                current: name === part,
              })),
            ...api,
          ]}
        />
        {props.children}
      </div>
    </Portal>
  );
}
