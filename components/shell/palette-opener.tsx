"use client";

import { usePathname } from "next/navigation";
import { type ComponentType, useEffect, useState } from "react";
import type { PaletteProps } from "./palette";
import type { PaletteData } from "./palette-data";
import { rememberCustomer } from "./recent-customers";

// each page has its own frame, so keep this outside, where it outlives the page that people leave
let isLeaving = false;

/**
 * Opens the palette by Ctrl or ⌘ K, by a click into a search field of the page, or by typing there, and loads its code
 * then. The focus only loads the code, so that people who pass by with the keyboard do not get caught in a dialogue.
 */
export function PaletteOpener({ data }: { readonly data: PaletteData }) {
  const path = usePathname();
  const [Palette, setPalette] = useState<ComponentType<PaletteProps> | null>(null);
  // the text typed so far; null: closed
  const [start, setStart] = useState<string | null>(null);
  useEffect(() => {
    rememberCustomer(path);
    if (isLeaving) arrive();
  }, [path]);
  useEffect(() => {
    const load = () =>
      void import("./palette").then(
        (loaded) => setPalette(() => loaded.Palette),
        // without the palette, the search of the page still is a form
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
      // the field catches what people type until the code is there
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

/** Moves the focus to the content unless a field of the page has taken it. */
function arrive(): void {
  isLeaving = false;
  const { activeElement } = document;
  if (!activeElement || activeElement === document.body || activeElement.closest("header"))
    document.getElementById("content")?.focus({ preventScroll: true });
}
