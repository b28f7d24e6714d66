import type { Metadata } from "next";
import { eventWords } from "@/attributes/event-words";
import { messageStates } from "@/attributes/webhooks";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { SelectField } from "@/components/form/fields";
import { addressOf } from "@/components/list/list-query";
import { ButtonLink } from "@/components/ui/button";
import { DateTime } from "@/components/ui/date-time";
import { DescriptionList, Notice, PageHeading, Section } from "@/components/ui/page";
import { Segments } from "@/components/ui/segments";
import { Pages } from "@/components/ui/table";
import { getTranslations } from "@/i18n/texts";
import { listMessages } from "@/server/webhooks/list-messages";
import { pagesOf } from "../../../../web/lists/pages-of";
import { Portal } from "../../../../web/portal/portal";
import { sendAgainAction, sendExampleAction, switchEndpointAction } from "../actions";
import { hostOfEndpoint } from "../endpoint-crumbs";
import { EndpointState } from "../endpoint-state";
import { eventsText, eventText } from "../event-text";
import { MessageTable } from "../message-table";
import { openEndpoint } from "../open-endpoint";

/** In hours: how far back what never got through is sent again. */
const spans = [1, 24, 7 * 24, 30 * 24];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("webhooks"))("one") };
}

/** A webhook: what it is told, whether it gets through, and its log. */
export default async function WebhookPage({ params, searchParams }: PageProps<"/api/webhooks/[i_endpoint]">) {
  const { session, endpoint, path } = await openEndpoint((await params).i_endpoint);
  const query = await searchParams;
  const { i_endpoint } = endpoint;
  const state = messageStates.find((each) => each === query.state);
  const [{ messages, next }, t] = [
    await listMessages(session.actor, { i_endpoint, state, after: query.after }),
    await getTranslations("webhooks"),
  ];
  const pages = await pagesOf({ path, query, next, shown: messages.length });
  const isOn = endpoint.state === "on";
  return (
    <Portal session={session}>
      <PageHeading
        title={hostOfEndpoint(endpoint)}
        crumbs={[{ label: t("title"), href: "/api/webhooks" }]}
        note={endpoint.note}
        actions={
          <>
            <ButtonLink look="primary" href={`${path}/edit`}>
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
      <div className="flex flex-col gap-10">
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
          <div className="mb-4 flex overflow-x-auto">
            <Segments
              label={t("state")}
              links={[undefined, ...messageStates].map((each) => ({
                href: addressOf(path, {}, { state: each ?? null }),
                label: each ? t(`messages_${each}`) : t("messages_all"),
                current: each === state,
              }))}
            />
          </div>
          {messages.length > 0 ? (
            <MessageTable i_endpoint={i_endpoint} messages={messages} timeZone={session.timeZone} />
          ) : (
            <p className="text-muted">{t("no_messages")}</p>
          )}
          <Pages label={t("messages")} {...pages} />
        </Section>
      </div>
    </Portal>
  );
}
