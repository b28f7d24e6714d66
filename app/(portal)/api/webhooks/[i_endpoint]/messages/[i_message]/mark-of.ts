import type { Message } from "@/server/webhooks/list-messages";
import type { MessageMark } from "./message-moves";

/** Of what is tried again later than this, in milliseconds, the page says when, and does not ask each second. */
const soonMs = 60_000;

/** What a message's page shows of it, as far as it can change. */
export function markOf({ state, tries, tried_at, next_try_at }: Message): MessageMark {
  return {
    mark: [state, tries, tried_at?.getTime(), next_try_at?.getTime()].join(" "),
    soon: next_try_at !== null && next_try_at.getTime() - Date.now() < soonMs,
  };
}
