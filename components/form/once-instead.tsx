"use client";

import type { ReactNode } from "react";
import { useAnswer } from "./answer-context";
import { ShownOnce } from "./shown-once";

/** The fields of a form; once its action answers with a secret, shows that instead, and a link to go on. */
export function OnceInstead(props: {
  /** names the secret */
  readonly label: string;
  readonly words: { readonly once: string };
  readonly done: { readonly href: string; readonly label: string };
  readonly children: ReactNode;
}) {
  const { label, words, done } = props;
  return useAnswer().once ? <ShownOnce label={label} words={words} done={done} /> : props.children;
}
