import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { DescriptionList, PageHeading, Section } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { updateOwnData } from "@/server/customers/update-own-data";
import { passwordHere } from "@/server/doors/xmlapi/examples";
import { systemNames } from "@/server/doors/xmlapi/system-methods";
import { getApiStanding } from "@/server/programs/get-api-standing";
import { listApiCalls } from "@/server/programs/list-api-calls";
import { rightWords } from "../../web/forms/right-words";
import { Portal } from "../../web/portal/portal";
import { WhomToAsk } from "../../web/portal/step";
import { may, requireFor } from "../../web/session/may";
import { currentStanding } from "../../web/session/standing";
import { Connection, switchRows } from "./connection";
import { endpointHere } from "./endpoint";
import { Examples } from "./examples";
import { LastCalls } from "./last-calls";
import { MethodList } from "./method-list";
import { PasswordForm } from "./password-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("api"))("title") };
}

/** Explains the API to people who write programs: its address, how to authenticate, and its methods. */
export default async function ApiPage() {
  const session = await requireFor("/api", getApiStanding);
  const [standing, { hasApi }, endpoint, t] = await Promise.all([
    getApiStanding(session.actor, {}),
    currentStanding(session),
    endpointHere(),
    getTranslations("api"),
  ]);
  if (!hasApi)
    return (
      <Portal session={session}>
        <PageHeading
          title={t("title")}
          note={(await getTranslations("refusals"))("right_missing", await rightWords("use", "api"))}
        />
        <div className="max-w-[832px]">
          <DescriptionList rows={await switchRows(standing)} />
        </div>
      </Portal>
    );
  const { calls } = await listApiCalls(session.actor, {});
  return (
    <Portal session={session}>
      <PageHeading title={t("title")} note={t("text")} />
      <div className="flex max-w-[832px] flex-col gap-10">
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
          actions={<ButtonLink href="/api">{t("refresh")}</ButtonLink>}
        >
          <LastCalls calls={calls} timeZone={session.timeZone} />
        </Section>
        <Section title={t("examples")} note={t("examples_text", { placeholder: passwordHere })}>
          <Examples endpoint={endpoint} login={standing.login} />
        </Section>
        <Section title={t("methods")} note={t("methods_text", { names: systemNames.join(", ") })}>
          <MethodList />
        </Section>
      </div>
    </Portal>
  );
}
