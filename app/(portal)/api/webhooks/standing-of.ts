import type { Texts } from "@/i18n/texts";
import type { Message } from "@/server/webhooks/list-messages";
import type { MessageStanding } from "./message-standing";

const tones = {
  waiting: "plain",
  delivered: "good",
  failed: "danger",
  missed: "warn",
  withheld: "plain",
} as const;

/** What became of a message, and why its last try failed, in words. */
export function standingOf({ state, problem, status }: Message, t: Texts<"webhooks">): MessageStanding {
  return {
    tone: tones[state],
    state: t(`message_${state}`),
    problem: problem === null ? "" : t(`problem_${problem}`, { status: status ?? 0 }),
  };
}
