"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAnswer } from "./action-form";

/** A secret that the action's answer holds: shown here once, with copy. */
export function ShownOnce({ label, words }: { readonly label: string; readonly words: { readonly once: string } }) {
  const { once } = useAnswer();
  const [copied, setCopied] = useState(false);
  const t = useTranslations();
  if (!once) return null;
  return (
    <div className="w-full rounded-control border border-line bg-sunken p-4" data-part="shown-once">
      <div className="text-muted">{label}</div>
      <div className="mt-1 flex flex-wrap items-center gap-3">
        <output className="font-mono text-[20px] leading-7 tracking-wide select-all" data-testid="one-time-password">{once.value}</output>
        <button
          type="button"
          className="h-9 rounded-control border border-line-strong bg-surface px-3 font-medium hover:bg-hover"
          onClick={async () => {
            await navigator.clipboard?.writeText(once.value);
            setCopied(true);
          }}
        >
          <span aria-live="polite">{copied ? t("common.copied") : t("common.copy")}</span>
        </button>
      </div>
      <p className="mt-2 text-muted">{t("one_time_password.until", { time: once.until })} {words.once}</p>
    </div>
  );
}
