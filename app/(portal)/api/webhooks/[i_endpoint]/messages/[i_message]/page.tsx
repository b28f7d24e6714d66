import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { ButtonLink } from "@/components/ui/button";
import { DateTime } from "@/components/ui/date-time";
import { DescriptionList, Notice, PageHeading, Section } from "@/components/ui/page";
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
import { markOf } from "./mark-of";
import { MessageMoves } from "./message-moves";
import { Tries } from "./tries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("webhooks"))("message") };
}

/** A message: what was sent the last time, what came of each try, and when it is tried again. It moves by itself. */
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
  const here = `${path}/messages/${message.i_message}`;
  const isWithheld = message.state === "withheld";
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
            {endpoint.state === "on" && !isWithheld ? (
              <ActionForm action={sendAgainAction} prefix="again">
                <input type="hidden" name="i_endpoint" value={endpoint.i_endpoint} />
                <input type="hidden" name="i_message" value={message.i_message} />
                <SubmitButton>{t("send_again")}</SubmitButton>
              </ActionForm>
            ) : null}
            {message.state === "waiting" ? <ButtonLink href={here}>{t("refresh")}</ButtonLink> : null}
          </>
        }
      />
      <MessageMoves route={`${here}/progress`} first={markOf(message)} />
      {isWithheld ? <Notice>{t("withheld_text")}</Notice> : null}
      <div className="flex max-w-[832px] flex-col gap-10">
        <DescriptionList
          rows={[
            [t("state"), <Standing key="state" {...standingOf(message, t)} />],
            [t("event"), <code key="event">{message.event}</code>],
            [t("about"), message.name],
            [t("happened"), <DateTime key="at" at={message.at} timeZone={timeZone} seconds />],
            [t("tries"), String(message.tries)],
            ...(message.next_try_at
              ? ([
                  [
                    t("next_try"),
                    <DateTime key="next" at={message.next_try_at} timeZone={timeZone} seconds />,
                  ],
                ] as const)
              : []),
          ]}
        />
        {message.attempts.length > 0 ? (
          <Section title={t("tries")} note={t("tries_text")}>
            <Tries attempts={message.attempts} timeZone={timeZone} />
          </Section>
        ) : isWithheld ? null : (
          <p className="text-muted">{t("nothing_sent")}</p>
        )}
        {message.body === null ? null : (
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
          </>
        )}
      </div>
    </Portal>
  );
}
