import { DateTime } from "@/components/ui/date-time";
import { Table, Td, Th } from "@/components/ui/table";
import { getTranslations } from "@/i18n/texts";
import type { Message } from "@/server/webhooks/list-messages";
import { eventText } from "./event-text";
import { MessageState } from "./message-state";

/** Messages of a webhook, one a row. */
export async function MessageTable({
  i_endpoint,
  messages,
  timeZone,
}: {
  readonly i_endpoint: number;
  readonly messages: readonly Message[];
  readonly timeZone: string;
}) {
  const t = await getTranslations("webhooks");
  return (
    <Table
      label={t("messages")}
      look="names"
      head={
        <>
          <Th>{t("event")}</Th>
          <Th>{t("about")}</Th>
          <Th>{t("happened")}</Th>
          <Th>{t("state")}</Th>
          <Th numeric>{t("tries")}</Th>
          <Th>{t("next_try")}</Th>
        </>
      }
    >
      {messages.map((message) => (
        <tr key={message.i_message}>
          <td>
            <a href={`/api/webhooks/${i_endpoint}/messages/${message.i_message}`}>
              {eventText(message.event, t)}
            </a>
            {message.example ? <div className="text-[0.8125rem] text-muted">{t("an_example")}</div> : null}
          </td>
          <Td place="line" className="wrap-anywhere">
            {message.name}
          </Td>
          <Td label={t("happened")}>
            <DateTime at={message.at} timeZone={timeZone} seconds />
          </Td>
          <Td>
            <MessageState message={message} />
          </Td>
          <Td numeric label={t("tries")}>
            {message.tries}
          </Td>
          <Td label={t("next_try")}>
            {message.next_try_at ? <DateTime at={message.next_try_at} timeZone={timeZone} seconds /> : "—"}
          </Td>
        </tr>
      ))}
    </Table>
  );
}
