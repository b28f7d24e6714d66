import { DateTime } from "@/components/ui/date-time";
import { Badge } from "@/components/ui/page";
import { getTranslations, type Texts } from "@/i18n/texts";
import type { TryOfMessage } from "@/server/webhooks/list-messages";
import { CodeBlock } from "../../../../code-block";
import { problemText } from "../../../standing-of";

/** The tries to send a message, the newest first, each with what was answered; that of the last one is open. */
export async function Tries({
  attempts,
  timeZone,
}: {
  readonly attempts: readonly TryOfMessage[];
  readonly timeZone: string;
}) {
  const t = await getTranslations("webhooks");
  return (
    <ol>
      {attempts.map((attempt, index) => (
        <li key={attempt.at.toISOString()}>
          <details className="fold" open={index === 0}>
            <summary className="flex min-h-9 items-center pointer-coarse:min-h-11">
              <span className="flex flex-wrap items-center gap-x-3 pl-1">
                <DateTime at={attempt.at} timeZone={timeZone} seconds />
                {/* most of the tries that one looks at have failed */}
                {attempt.problem === null ? <Badge tone="good">{t("message_delivered")}</Badge> : null}
                <span className="text-[0.8125rem] text-muted">
                  {[outcomeText(attempt, t), t("took", { ms: attempt.took_ms })].join(" · ")}
                </span>
              </span>
            </summary>
            <div className="pb-3 pl-6">
              {attempt.answer ? (
                <CodeBlock label={t("answer")}>{attempt.answer}</CodeBlock>
              ) : (
                <p className="text-muted">{t(attempt.status === null ? "not_answered" : "no_answer")}</p>
              )}
            </div>
          </details>
        </li>
      ))}
    </ol>
  );
}

/** What came of a try: its status, and why it failed where the status does not say it. */
function outcomeText({ status, problem }: TryOfMessage, t: Texts<"webhooks">): string {
  const answered = status === null ? null : t("problem_status", { status });
  const why = problem === null || problem === "status" ? null : problemText({ problem, status }, t);
  // a status that leads elsewhere is named in the reason
  return [problem === "redirect" ? null : answered, why].filter((part) => part !== null).join(" · ");
}
