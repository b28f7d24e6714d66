"use client";

import { type ComponentProps, use, useLayoutEffect, useRef, useState } from "react";
import { type LongChoices, offeredMarkup } from "./long-list";
import { fetchedText } from "./offered-text";
import { type OptionLines, optionMarkup, withChosen } from "./option-lines";
import { isServer, useIsDrawn } from "./use-drawn";

/**
 * A select with many choices. The server writes its options as markup, and the browser leaves them as they came; where a
 * page came without HTML, it makes them itself. @param given the id of the choice that the form shows
 */
export function LongSelect({
  choices,
  given,
  ...wiring
}: ComponentProps<"select"> & { readonly choices: LongChoices | OptionLines; readonly given: string }) {
  const isDrawn = useIsDrawn();
  const list =
    isServer || isDrawn || typeof choices === "string" ? null : use(fetchedText(choices.list.href));
  // React compares the text: while it stays, the options do
  const [markup] = useState(() => (isDrawn ? "" : markupOf(choices, list, given)));
  const select = useRef<HTMLSelectElement>(null);
  const shown = useRef(given);
  // an answer may give another choice back: the form, which is reset then, must come back to it
  useLayoutEffect(() => {
    if (shown.current === given || !select.current) return;
    shown.current = given;
    for (const option of select.current.options) {
      option.defaultSelected = option.value === given;
      option.selected = option.defaultSelected;
    }
  }, [given]);
  return (
    <select
      ref={select}
      {...wiring}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: optionMarkup makes text of all that it is given
      dangerouslySetInnerHTML={{ __html: markup }}
    />
  );
}

/** @param fetched null: on the server */
function markupOf(choices: LongChoices | OptionLines, fetched: OptionLines | null, given: string) {
  if (typeof choices === "string") return optionMarkup(choices, given);
  const { list, before = "", after = "" } = choices;
  const long = fetched === null ? offeredMarkup(list) : optionMarkup(fetched, null);
  return withChosen([optionMarkup(before, null), long, optionMarkup(after, null)].join(""), given);
}
