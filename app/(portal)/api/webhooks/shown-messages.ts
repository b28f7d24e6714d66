import { formatDateTime } from "@/attributes/format-time";
import { messageStates } from "@/attributes/webhooks";
import { addressOf, type Query, queryText } from "@/components/list/list-query";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { listMessages } from "@/server/webhooks/list-messages";
import { pagesOf } from "../../../web/lists/pages-of";
import { eventText } from "./event-text";
import type { MessagesWords, ShownMessages } from "./messages-view";
import { standingOf } from "./standing-of";

/** What the log of a webhook shows at an address, in the reader's words. @throws Refusal 403 · 404 */
export async function shownMessages(
  { actor, timeZone }: LiveSession,
  query: Query,
  i_endpoint: number,
): Promise<ShownMessages> {
  const path = `/api/webhooks/${i_endpoint}`;
  // a state that there is not is none
  const state = messageStates.find((each) => each === query.state);
  const [{ messages, next }, t, locale] = [
    await listMessages(actor, { i_endpoint, state, after: query.after }),
    await getTranslations("webhooks"),
    await getLocale(),
  ];
  const moment = (at: Date) => formatDateTime(at, timeZone, locale, "medium");
  return {
    query: queryText(query),
    states: [undefined, ...messageStates].map((each) => ({
      href: addressOf(path, {}, { state: each ?? null }),
      label: t(each ? `messages_${each}` : "messages_all"),
      current: each === state,
    })),
    rows: messages.map((message) => ({
      i_message: message.i_message,
      href: `${path}/messages/${message.i_message}`,
      event: eventText(message.event, t),
      example: message.example ? t("an_example") : "",
      about: message.name,
      happened: moment(message.at),
      standing: standingOf(message, t),
      tries: String(message.tries),
      next_try: message.next_try_at ? moment(message.next_try_at) : "",
    })),
    pages: await pagesOf({ path, query, next, shown: messages.length }),
  };
}

/** What the log says at every address. */
export async function messagesWords(): Promise<MessagesWords> {
  const t = await getTranslations("webhooks");
  return {
    messages: t("messages"),
    event: t("event"),
    about: t("about"),
    happened: t("happened"),
    state: t("state"),
    tries: t("tries"),
    next_try: t("next_try"),
    none: t("no_messages"),
  };
}
