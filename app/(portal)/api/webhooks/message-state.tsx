import { Badge } from "@/components/ui/page";
import { getTranslations, type Texts } from "@/i18n/texts";
import type { Message } from "@/server/webhooks/list-messages";

const tones = {
  waiting: "plain",
  delivered: "good",
  failed: "danger",
  missed: "warn",
  withheld: "plain",
} as const;

/** What became of a message, and why its last try failed. */
export async function MessageState({ message }: { readonly message: Message }) {
  const t = await getTranslations("webhooks");
  const problem = problemText(message, t);
  return (
    <>
      <Badge tone={tones[message.state]}>{t(`message_${message.state}`)}</Badge>
      {problem ? <div className="text-[0.8125rem] text-muted">{problem}</div> : null}
    </>
  );
}

/** Why the last try failed; '': it did not. */
export function problemText({ problem, status }: Message, t: Texts<"webhooks">): string {
  return problem === null ? "" : t(`problem_${problem}`, { status: status ?? 0 });
}
