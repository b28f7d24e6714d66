import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { updateOwnData } from "@/server/customers/update-own-data";
import { passwordHere } from "@/server/doors/xmlapi/examples";
import { systemNames } from "@/server/doors/xmlapi/system-methods";
import { getApiStanding } from "@/server/programs/get-api-standing";
import { listApiCalls } from "@/server/programs/list-api-calls";
import { WhomToAsk } from "../../../web/portal/step";
import { may, requireFor } from "../../../web/session/may";
import { ApiPage } from "../api-page";
import { endpointHere } from "../endpoint";
import { LastCalls } from "../last-calls";
import { BridgeSection } from "./bridge-section";
import { Connection } from "./connection";
import { Examples } from "./examples";
import { MethodList } from "./method-list";
import { PasswordForm } from "./password-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("api"))("xmlapi_title") };
}

/** Explains XML-RPC to people who write programs: its address, how to authenticate, and its methods. */
export default async function XmlApiPage() {
  const session = await requireFor("/api/xmlapi", getApiStanding);
  const [standing, endpoint, { calls }, t] = await Promise.all([
    getApiStanding(session.actor, {}),
    endpointHere(),
    listApiCalls(session.actor, { door: "api" }),
    getTranslations("api"),
  ]);
  return (
    <ApiPage session={session} part="xmlapi">
      <div className="flex max-w-[832px] flex-col gap-10">
        <p className="-mb-4 text-muted">{t("text")}</p>
        <Section title={t("connection")}>
          <Connection standing={standing} endpoint={endpoint} />
        </Section>
        <Section title={t("set_title")} note={t("set_text")}>
          {(await may(session, updateOwnData, "own", { names: ["api_password"] })) ? (
            <PasswordForm />
          ) : (
            <p className="text-muted">
              <WhomToAsk session={session} step="api_password" />
            </p>
          )}
        </Section>
        <Section
          title={t("last_calls")}
          note={t("last_calls_text")}
          actions={<ButtonLink href="/api/xmlapi">{t("refresh")}</ButtonLink>}
        >
          <LastCalls calls={calls} timeZone={session.timeZone} none={t("no_calls_below")} />
        </Section>
        <Section title={t("examples")} note={t("examples_text", { placeholder: passwordHere })}>
          <Examples endpoint={endpoint} login={standing.login} />
        </Section>
        {standing.bridge === null ? null : <BridgeSection session={session} isOn={standing.bridge} />}
        <Section title={t("methods")} note={t("methods_text", { names: systemNames.join(", ") })}>
          <MethodList />
        </Section>
      </div>
    </ApiPage>
  );
}
