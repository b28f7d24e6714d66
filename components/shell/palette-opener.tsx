"use client";

import { usePathname } from "next/navigation";
import { type ComponentType, useEffect, useState } from "react";
import type { PaletteProps } from "./palette";
import type { PaletteData } from "./palette-data";
import { rememberCustomer } from "./recent-customers";

// each page has a frame of its own: this outlives the one that is left
let isLeaving = false;

/**
 * Opens the palette: by Ctrl or ⌘ K, by a click into a search of the page, or by typing there. Its code comes at the
 * first of them; the focus alone only fetches it, so that who passes with the keyboard is not caught in a dialogue.
 */
export function PaletteOpener({ data }: { readonly data: PaletteData }) {
  const path = usePathname();
  const [Palette, setPalette] = useState<ComponentType<PaletteProps> | null>(null);
  // what is typed already; null: closed
  const [start, setStart] = useState<string | null>(null);
  useEffect(() => {
    rememberCustomer(path);
    if (isLeaving) arrive();
  }, [path]);
  useEffect(() => {
    const load = () =>
      void import("./palette").then(
        (loaded) => setPalette(() => loaded.Palette),
        // without it the search of the page still is a form
        () => {},
      );
    const open = (text: string) => {
      setStart(text);
      load();
    };
    const field = ({ target }: Event) =>
      target instanceof HTMLInputElement && target.hasAttribute("data-search") ? target : null;
    const press = (event: KeyboardEvent) => {
      if (event.key === "Control" || event.key === "Meta") load();
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      // what is typed until the code is there is not lost
      document.querySelector<HTMLInputElement>("header [data-search]")?.focus();
      setStart((typed) => typed ?? "");
      load();
    };
    const click = (event: MouseEvent) => {
      const button = event.target instanceof Element && event.target.closest("[data-palette]");
      if (button) event.preventDefault();
      if (button || field(event)) open(field(event)?.value ?? "");
    };
    const type = (event: Event) => {
      const typed = field(event);
      if (typed) open(typed.value);
    };
    const focus = (event: Event) => {
      if (field(event)) load();
    };
    const ended = new AbortController();
    const { signal } = ended;
    addEventListener("keydown", press, { signal });
    addEventListener("click", click, { signal });
    addEventListener("input", type, { signal });
    addEventListener("focusin", focus, { signal });
    return () => ended.abort();
  }, []);
  if (start === null || !Palette) return null;
  const leave = () => {
    isLeaving = true;
  };
  return <Palette data={data} start={start} onClose={() => setStart(null)} onLeave={leave} />;
}

/** The focus goes to the content, where no field of the page has taken it. */
function arrive(): void {
  isLeaving = false;
  const { activeElement } = document;
  if (!activeElement || activeElement === document.body || activeElement.closest("header"))
    document.getElementById("content")?.focus({ preventScroll: true });
}
