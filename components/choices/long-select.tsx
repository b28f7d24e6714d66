"use client";

import { type ComponentProps, use, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { fetchedList, type LongChoices, offeredList } from "./long-list";
import { type OptionLines, optionMarkup, withChosen } from "./option-lines";

/**
 * A select with many choices. The server writes its options as markup, and the browser leaves them as they came; where a
 * page came without HTML, it makes them itself. @param given the id of the choice that the form shows
 */
export function LongSelect({
  choices,
  given,
  ...wiring
}: ComponentProps<"select"> & { readonly choices: LongChoices | OptionLines; readonly given: string }) {
  const isHydrated = useSyncExternalStore(noChange, no, yes);
  const [isThere] = useState(isHydrated);
  const list = isServer || isThere || typeof choices === "string" ? null : use(fetchedList(choices.list));
  // React compares the text: while it stays, the options do
  const [markup] = useState(() => (isThere && !isServer ? "" : markupOf(choices, list, given)));
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

const isServer = typeof window === "undefined";

/** @param fetched null: on the server */
function markupOf(choices: LongChoices | OptionLines, fetched: OptionLines | null, given: string) {
  if (typeof choices === "string") return optionMarkup(choices, given);
  const { list, before = "", after = "" } = choices;
  const long = fetched === null ? offeredList(list).markup : optionMarkup(fetched, null);
  return withChosen([optionMarkup(before, null), long, optionMarkup(after, null)].join(""), given);
}

function noChange(): () => void {
  return no;
}

function no(): boolean {
  return false;
}

function yes(): boolean {
  return true;
}
