"use client";

import { useState } from "react";
import { useWords } from "../words";
import { Icon } from "./icon";
import { buttonClass } from "./looks";

/**
 * Copies a text to the clipboard, and says so. It stands in a row as an icon without making it higher.
 * @param large a button with words, beside other buttons and for what is shown only once
 */
export function CopyButton({ text, large = false }: { readonly text: string; readonly large?: boolean }) {
  const [copied, setCopied] = useState(false);
  const words = useWords();
  const copy = async () => {
    await navigator.clipboard?.writeText(text);
    setCopied(true);
  };
  const icon = <Icon name={copied ? "check" : "copy"} />;
  return large ? (
    <button type="button" onClick={copy} className={buttonClass("plain")}>
      {icon}
      <span aria-live="polite">{copied ? words.copied : words.copy}</span>
    </button>
  ) : (
    <>
      <button
        type="button"
        onClick={copy}
        aria-label={words.copy}
        title={copied ? words.copied : words.copy}
        className="icon-button small copy"
      >
        {icon}
      </button>
      <span role="status" className="sr-only">
        {copied ? words.copied : ""}
      </span>
    </>
  );
}
