import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { ButtonLink } from "@/components/ui/button";
import { DateTime } from "@/components/ui/date-time";
import { DescriptionList, PageHeading, Section } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { getMessage } from "@/server/webhooks/list-messages";
import { Portal } from "../../../../../../web/portal/portal";
import { CodeBlock } from "../../../../code-block";
import { sendAgainAction } from "../../../actions";
import { crumbsTo } from "../../../endpoint-crumbs";
import { eventText } from "../../../event-text";
import { Standing } from "../../../message-standing";
import { openEndpoint } from "../../../open-endpoint";
import { standingOf } from "../../../standing-of";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("webhooks"))("message") };
}

/** A message: what was sent the last time, what was answered, and when it is tried again. */
export default async function MessagePage({
  params,
}: PageProps<"/api/webhooks/[i_endpoint]/messages/[i_message]">) {
  const { i_endpoint, i_message } = await params;
  if (!/^\d{1,18}$/.test(i_message)) notFound();
  const { session, endpoint, path } = await openEndpoint(i_endpoint, `/messages/${i_message}`);
  const [{ message }, t] = [
    await getMessage(session.actor, { i_endpoint: endpoint.i_endpoint, i_message }),
    await getTranslations("webhooks"),
  ];
  const { timeZone } = session;
  const headers = Object.entries(message.headers ?? {})
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
  return (
    <Portal session={session}>
      <PageHeading
        title={eventText(message.event, t)}
        crumbs={crumbsTo(endpoint, t)}
        actions={
          <>
            {endpoint.state === "on" ? (
              <ActionForm action={sendAgainAction} prefix="again">
                <input type="hidden" name="i_endpoint" value={endpoint.i_endpoint} />
                <input type="hidden" name="i_message" value={message.i_message} />
                <SubmitButton>{t("send_again")}</SubmitButton>
              </ActionForm>
            ) : null}
            <ButtonLink href={`${path}/messages/${message.i_message}`}>{t("refresh")}</ButtonLink>
          </>
        }
      />
      <div className="flex max-w-[832px] flex-col gap-10">
        <DescriptionList
          rows={[
            [t("state"), <Standing key="state" {...standingOf(message, t)} />],
            [t("event"), <code key="event">{message.event}</code>],
            [t("about"), message.name],
            [t("happened"), <DateTime key="at" at={message.at} timeZone={timeZone} seconds />],
            [t("tries"), String(message.tries)],
            ...(message.tried_at
              ? ([
                  [
                    t("last_try"),
                    <span key="tried">
                      <DateTime at={message.tried_at} timeZone={timeZone} seconds /> ·{" "}
                      {t("took", { ms: message.took_ms ?? 0 })}
                    </span>,
                  ],
                ] as const)
              : []),
            ...(message.next_try_at
              ? ([
                  [
                    t("next_try"),
                    <DateTime key="next" at={message.next_try_at} timeZone={timeZone} seconds />,
                  ],
                ] as const)
              : []),
            ...(message.status === null ? [] : ([[t("status"), String(message.status)]] as const)),
          ]}
        />
        {message.body === null ? (
          <p className="text-muted">{t("nothing_sent")}</p>
        ) : (
          <>
            <Section title={t("headers")}>
              <CodeBlock label={t("headers")} copies>
                {headers}
              </CodeBlock>
            </Section>
            <Section title={t("body")}>
              <CodeBlock label={t("body")} copies>
                {message.body}
              </CodeBlock>
            </Section>
            <Section title={t("answer")}>
              {message.answer ? (
                <CodeBlock label={t("answer")}>{message.answer}</CodeBlock>
              ) : (
                <p className="text-muted">{t("no_answer")}</p>
              )}
            </Section>
          </>
        )}
      </div>
    </Portal>
  );
}
