"use client";

import { useState } from "react";
import { useWords } from "../words";
import { buttonClass } from "./looks";

/** Copies a text to the clipboard, and says so. */
export function CopyButton({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState(false);
  const words = useWords();
  const copy = async () => {
    await navigator.clipboard?.writeText(text);
    setCopied(true);
  };
  return (
    <button type="button" onClick={copy} className={buttonClass("plain")}>
      <span aria-live="polite">{copied ? words.copied : words.copy}</span>
    </button>
  );
}
