"use client";

import { usePathname } from "next/navigation";
import { type ComponentType, useEffect, useRef, useState } from "react";
import type { PaletteProps } from "./palette";
import type { PaletteData } from "./palette-data";
import { rememberCustomer } from "./recent-customers";

let isLeaving = false;

/**
 * Opens the palette by Ctrl or ⌘ K, by a click into a search field of the page, or by typing there, and loads its code
 * then. The focus only loads the code, so that people who pass by with the keyboard do not get caught in a dialogue.
 */
export function PaletteOpener({ mark }: { readonly mark: string }) {
  const path = usePathname();
  const [Palette, setPalette] = useState<ComponentType<PaletteProps> | null>(null);
  // the data belong to what the frame shows: with other rights they are others
  const [known, setKnown] = useState<{ readonly mark: string; readonly data: PaletteData } | null>(null);
  const asked = useRef("");
  // the text typed so far; null: closed
  const [start, setStart] = useState<string | null>(null);
  useEffect(() => {
    rememberCustomer(path);
    if (isLeaving) arrive();
  }, [path]);
  useEffect(() => {
    const load = () => {
      void import("./palette").then(
        (loaded) => setPalette(() => loaded.Palette),
        // without the palette, the search of the page still is a form
        () => {},
      );
      if (asked.current === mark) return;
      asked.current = mark;
      void fetchData().then((data) => {
        if (data) setKnown({ mark, data });
        else asked.current = "";
      });
    };
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
  }, [mark]);
  if (start === null || !Palette || known?.mark !== mark) return null;
  const leave = () => {
    isLeaving = true;
  };
  return <Palette data={known.data} start={start} onClose={() => setStart(null)} onLeave={leave} />;
}

/** @returns null if the server does not answer: then the search of the page still is a form */
async function fetchData(): Promise<PaletteData | null> {
  try {
    const response = await fetch("/search/start");
    // our own route's answer
    return response.ok ? ((await response.json()) as PaletteData) : null;
  } catch {
    return null;
  }
}

/** Moves the focus to the content unless a field of the page has taken it. */
function arrive(): void {
  isLeaving = false;
  const { activeElement } = document;
  if (!activeElement || activeElement === document.body || activeElement.closest("header"))
    document.getElementById("content")?.focus({ preventScroll: true });
}
