"use client";

import { CopyButton } from "../ui/copy-button";
import { useWords } from "../words";
import { useAnswer } from "./answer-context";

/** A secret that the action's answer holds: shown here once, with copy. */
export function ShownOnce({
  label,
  words,
}: {
  readonly label: string;
  readonly words: { readonly once: string };
}) {
  const { once } = useAnswer();
  const { until } = useWords();
  if (!once) return null;
  return (
    <div className="w-full rounded-control border border-line bg-sunken p-4" data-part="shown-once">
      <div className="text-muted">{label}</div>
      <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2">
        <output
          className="font-mono text-[1.25rem] leading-7 tracking-wide select-all"
          data-testid="one-time-password"
        >
          {once.value}
        </output>
        <CopyButton text={once.value} />
      </div>
      <p className="mt-2 text-muted">
        {once.until ? until.replace("{time}", once.until) : null} {words.once}
      </p>
    </div>
  );
}
