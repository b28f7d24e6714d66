"use client";

import type { ReactNode } from "react";
import { useAnswer } from "@/components/form/answer-context";
import { buttonClass } from "@/components/ui/looks";
import { type CodesWords, RecoveryCodes } from "./recovery-codes";

/** The fields of a form; once its action answers with recovery codes, shows those instead, and a link to go on. */
export function CodesOnce(props: {
  readonly words: CodesWords;
  readonly next: string;
  readonly href: string;
  readonly children: ReactNode;
}) {
  const { once } = useAnswer();
  if (!once) return props.children;
  return (
    <>
      <RecoveryCodes codes={once.value.split("\n")} words={props.words} />
      {/* loads a full document, since the page changes once the factor is there */}
      <a href={props.href} className={buttonClass("primary", "self-start")}>
        {props.next}
      </a>
    </>
  );
}
