import type { ComponentProps, ReactNode } from "react";
import { DescriptionList, PageHeading, TabLinks } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { getApiStanding } from "@/server/programs/get-api-standing";
import { listKeys } from "@/server/programs/keys/list-keys";
import { listApiCalls } from "@/server/programs/list-api-calls";
import { listEndpoints } from "@/server/webhooks/list-endpoints";
import { rightWords } from "../../web/forms/right-words";
import { Portal } from "../../web/portal/portal";
import { asker } from "../../web/session/may";
import { currentStanding } from "../../web/session/standing";
import { switchRows } from "./switch-rows";

const parts = [
  ["keys", "/api"],
  ["webhooks", "/api/webhooks"],
  ["xmlapi", "/api/xmlapi"],
  ["calls", "/api/calls"],
  ["reference", "/api/reference"],
] as const;

/**
 * The frame of the pages about the API: tabs for its parts. Where the customer has no API access, it says who can give it
 * instead of what is on the page, but for webhooks, which need none.
 * @param stays shown all the same
 */
export async function ApiPage(props: {
  readonly session: LiveSession;
  readonly part: (typeof parts)[number][0];
  /** the page's own, below the part's first page */
  readonly title?: string;
  readonly crumbs?: ComponentProps<typeof PageHeading>["crumbs"];
  readonly actions?: ReactNode;
  readonly stays?: ReactNode;
  readonly children: ReactNode;
}) {
  const { session, part } = props;
  const [t, { hasApi }, may] = [
    await getTranslations("api"),
    await currentStanding(session),
    await asker(session),
  ];
  const shown: Readonly<Record<(typeof parts)[number][0], boolean>> = {
    keys: hasApi && may(listKeys),
    webhooks: may(listEndpoints),
    xmlapi: hasApi && may(getApiStanding),
    calls: hasApi && may(listApiCalls),
    reference: hasApi && may(listKeys),
  };
  if (!hasApi && part !== "webhooks") {
    const lack = (await getTranslations("refusals"))("right_missing", await rightWords("use", "api"));
    return (
      <Portal session={session}>
        <PageHeading title={t("title")} note={lack} />
        <div className="flex max-w-[832px] flex-col gap-10">
          {may(getApiStanding) ? (
            <DescriptionList rows={await switchRows(await getApiStanding(session.actor, {}))} />
          ) : null}
          {props.stays}
        </div>
      </Portal>
    );
  }
  return (
    <Portal session={session}>
      <PageHeading
        title={props.title ?? t("title")}
        crumbs={props.crumbs ?? []}
        actions={props.actions}
        beside
      />
      <TabLinks
        label={t("tabs")}
        tabs={parts
          .filter(([name]) => shown[name])
          .map(([name, href]) => ({ href, label: t(`part_${name}`), current: name === part }))}
      />
      {props.children}
      {props.stays}
    </Portal>
  );
}
