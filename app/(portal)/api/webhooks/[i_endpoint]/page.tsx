import type { Metadata } from "next";
import { eventWords } from "@/attributes/event-words";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { SelectField } from "@/components/form/fields";
import { ButtonLink } from "@/components/ui/button";
import { DateTime } from "@/components/ui/date-time";
import { DescriptionList, Notice, PageHeading, Section } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { Portal } from "../../../../web/portal/portal";
import { sendAgainAction, sendExampleAction, switchEndpointAction } from "../actions";
import { hostOfEndpoint } from "../endpoint-crumbs";
import { EndpointState } from "../endpoint-state";
import { eventsText, eventText } from "../event-text";
import { MessagesView } from "../messages-view";
import { openEndpoint } from "../open-endpoint";
import { messagesWords, shownMessages } from "../shown-messages";

/** In hours: how far back what never got through is sent again. */
const spans = [1, 24, 7 * 24, 30 * 24];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("webhooks"))("one") };
}

/** A webhook: what it is told, whether it gets through, and its log. */
export default async function WebhookPage({ params, searchParams }: PageProps<"/api/webhooks/[i_endpoint]">) {
  const { session, endpoint, path } = await openEndpoint((await params).i_endpoint);
  const { i_endpoint } = endpoint;
  const t = await getTranslations("webhooks");
  const isOn = endpoint.state === "on";
  return (
    <Portal session={session}>
      <PageHeading
        title={hostOfEndpoint(endpoint)}
        crumbs={[{ label: t("title"), href: "/api/webhooks" }]}
        note={endpoint.note}
        actions={
          <>
            <ButtonLink look={isOn ? "primary" : "plain"} href={`${path}/edit`}>
              {t("edit")}
            </ButtonLink>
            <ButtonLink href={`${path}/rotate`}>{t("rotate")}</ButtonLink>
            <ButtonLink href={`${path}/check`}>{t("check")}</ButtonLink>
            <ButtonLink look="quiet" href={`${path}/delete`}>
              {t("delete")}
            </ButtonLink>
          </>
        }
      />
      {isOn ? null : (
        <Notice tone="warn">
          <p>{t("is_off")}</p>
          <ActionForm action={switchEndpointAction} prefix="switch" className="mt-2 flex flex-wrap gap-2">
            <input type="hidden" name="i_endpoint" value={i_endpoint} />
            <SubmitButton name="what" value="replay">
              {t("switch_on_replay")}
            </SubmitButton>
            <SubmitButton look="plain" name="what" value="on">
              {t("switch_on")}
            </SubmitButton>
          </ActionForm>
        </Notice>
      )}
      <div className="flex flex-col gap-10">
        <div className="max-w-[832px]">
          <DescriptionList
            rows={[
              [t("url"), <code key="url">{endpoint.url}</code>],
              [t("events"), eventsText(endpoint.events, t)],
              [t("reach"), t(`reach_${endpoint.reach}`)],
              [t("state"), <EndpointState key="state" endpoint={endpoint} timeZone={session.timeZone} />],
              [t("added"), <DateTime key="added" at={endpoint.created_at} timeZone={session.timeZone} />],
              ...(endpoint.former_until
                ? ([
                    [
                      t("former_until"),
                      <DateTime key="former" at={endpoint.former_until} timeZone={session.timeZone} />,
                    ],
                  ] as const)
                : []),
            ]}
          />
        </div>
        {isOn ? (
          <div className="flex flex-wrap items-end gap-x-10 gap-y-4">
            <ActionForm
              action={sendExampleAction}
              prefix="example"
              className="flex flex-wrap items-end gap-2"
            >
              <input type="hidden" name="i_endpoint" value={i_endpoint} />
              <SelectField
                name="event"
                label={t("example_of")}
                value="webhook.example"
                options={eventWords.map((word) => ({ id: word, label: eventText(word, t) }))}
              />
              <SubmitButton look="plain">{t("send_example")}</SubmitButton>
            </ActionForm>
            <ActionForm action={sendAgainAction} prefix="again" className="flex flex-wrap items-end gap-2">
              <input type="hidden" name="i_endpoint" value={i_endpoint} />
              <SelectField
                name="hours"
                label={t("again_of")}
                value="24"
                options={spans.map((hours) => ({ id: String(hours), label: t(`last_${hours}` as "last_1") }))}
              />
              <SubmitButton look="plain">{t("send_again")}</SubmitButton>
            </ActionForm>
            <ActionForm action={switchEndpointAction} prefix="switch">
              <input type="hidden" name="i_endpoint" value={i_endpoint} />
              <SubmitButton look="quiet" name="what" value="off">
                {t("switch_off")}
              </SubmitButton>
            </ActionForm>
          </div>
        ) : null}
        <Section title={t("messages")} note={t("messages_text")}>
          <MessagesView
            here={path}
            first={await shownMessages(session, await searchParams, i_endpoint)}
            words={await messagesWords()}
          />
        </Section>
      </div>
    </Portal>
  );
}
