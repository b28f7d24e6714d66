import type { TryProblem } from "@/attributes/webhooks";
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

/** What became of a message, and why its last try failed or there is none, in words. */
export function standingOf({ state, problem, status }: Message, t: Texts<"webhooks">): MessageStanding {
  const why = problem === null ? "" : problemText({ problem, status }, t);
  return {
    tone: tones[state],
    state: t(`message_${state}`),
    problem: state === "withheld" ? t("withheld_why") : why,
  };
}

/** Why a try failed, in words. */
export function problemText(
  { problem, status }: { readonly problem: TryProblem; readonly status: number | null },
  t: Texts<"webhooks">,
): string {
  return t(`problem_${problem}`, { status: status ?? 0 });
}
