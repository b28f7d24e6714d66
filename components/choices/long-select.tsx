"use client";

import { type ComponentProps, useEffect, useLayoutEffect, useRef, useState } from "react";
import { type LongChoices, offeredMarkup } from "./long-list";
import { fetchedText, knownText } from "./offered-text";
import { type OptionLines, optionMarkup, withChosen } from "./option-lines";
import { isServer, useIsDrawn } from "./use-drawn";

/**
 * A select with many choices. The server writes its options as markup, and the browser leaves them as they came. Where a page
 * came without HTML, the browser makes them: a long list is fetched once, and until it is there only the choice that shows.
 * @param given the id of the choice that the form shows
 */
export function LongSelect({
  choices,
  given,
  ...wiring
}: ComponentProps<"select"> & { readonly choices: LongChoices | OptionLines; readonly given: string }) {
  const isDrawn = useIsDrawn();
  // React compares the text: while it stays, the options do
  const [markup] = useState(() => (isDrawn ? "" : markupOf(choices, given)));
  const select = useRef<HTMLSelectElement>(null);
  const shown = useRef(given);
  const href = typeof choices === "string" ? null : choices.list.href;
  const [isWhole, setWhole] = useState(() => isDrawn || href === null || knownText(href) !== undefined);
  const parts = useRef(choices);
  useEffect(() => {
    const field = select.current;
    if (isWhole || !field || href === null) return;
    let isGone = false;
    const complete = async () => {
      // without it the form still sends what it shows, and whoever comes to the field asks once more
      const text = await fetchedText(href).catch(() => null);
      if (text === null || isGone) return;
      const { value } = field;
      field.innerHTML = markupOf(parts.current, shown.current);
      field.value = value;
      setWhole(true);
    };
    void complete();
    field.addEventListener("focus", complete);
    return () => {
      isGone = true;
      field.removeEventListener("focus", complete);
    };
  }, [isWhole, href]);
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

function markupOf(choices: LongChoices | OptionLines, given: string): string {
  if (typeof choices === "string") return optionMarkup(choices, given);
  const { list, before = "", after = "" } = choices;
  const markup = [optionMarkup(before, null), longMarkup(list, given), optionMarkup(after, null)].join("");
  return withChosen(markup, given);
}

/** The options of the long list; while the browser does not know it, the choice that shows. */
function longMarkup(list: LongChoices["list"], given: string): string {
  if (isServer) return offeredMarkup(list);
  return optionMarkup(knownText(list.href) ?? (given === "" ? "" : `${given} …`), null);
}
