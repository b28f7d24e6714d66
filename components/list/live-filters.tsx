"use client";

import { usePathname } from "next/navigation";
import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useListMoves } from "./use-list";

/** The pause in typing after which a text applies, in ms. */
const pauseMs = 400;

/**
 * The filters of a list, a form by GET that stands in its `LiveList`. Choices apply at once, the text of a search after a
 * pause or by Enter; focus and text stay. What floats, floats until it applies: a choice by the pointer, anything else by
 * *Apply* or Enter, since arrow keys go through choices that nobody means.
 */
export function LiveFilters({
  shown: given,
  className,
  children,
}: {
  /** the values that the page shows, by field, as the server read them from the address */
  readonly shown: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly className: string;
  readonly children: ReactNode;
}) {
  const path = usePathname();
  // from the server and not from the address, which changes before the fields do
  const shown = queryText(
    Object.entries(given).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one] as const)),
  );
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // what this form asked for last: if the address differs, a link or Back changed it, and the fields are out of date
  const asked = useRef(shown);
  const [generation, setGeneration] = useState(0);
  const [live, setLive] = useState(false);
  const byKey = useRef(false);
  // somebody followed a link of this form, and what they typed meanwhile waits for the fields that it leads to
  const followed = useRef(false);
  const late = useRef(false);
  const { move, pending } = useListMoves();

  useEffect(() => {
    if (pending) return;
    followed.current = false;
    if (late.current) applyNow.current(true);
    if (shown === asked.current) return;
    asked.current = shown;
    setGeneration((before) => before + 1);
  }, [shown, pending]);

  const apply = (typed: boolean) => {
    clearTimeout(timer.current);
    late.current = followed.current;
    if (!form.current || followed.current) return;
    const query = queryText(new FormData(form.current));
    if (query === asked.current) return;
    asked.current = query;
    move(query ? `${path}?${query}` : path, typed);
  };
  const applyNow = useRef(apply);
  applyNow.current = apply;
  /** A filter that is put on or off by a link changes nothing in the search, which so keeps focus and text. */
  const follow = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
    const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !isPlain || link.pathname !== path) return;
    const query = new URLSearchParams(link.search);
    if ((query.get("q") ?? "").trim() !== (new URLSearchParams(asked.current).get("q") ?? "")) return;
    asked.current = queryText(query);
    followed.current = true;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for choices made before hydration
  useEffect(() => {
    setLive(true);
    const fields = form.current ? [...form.current.elements] : [];
    if (fields.some(isChanged)) apply(false);
    return () => clearTimeout(timer.current);
  }, []);

  return (
    <form
      key={generation}
      ref={form}
      className={className}
      data-part="filters"
      data-live={live || undefined}
      aria-busy={pending || undefined}
      onClick={follow}
      onPointerDown={() => {
        byKey.current = false;
      }}
      onKeyDown={() => {
        byKey.current = true;
      }}
      onChange={({ target }) => {
        // React's change event is the browser's input event
        const type = target instanceof HTMLInputElement ? target.type : "choice";
        const typed = !["checkbox", "radio", "choice"].includes(type);
        const floats = closestFloat(target) !== null;
        if (floats && type !== "checkbox" && (typed || byKey.current)) return;
        clearTimeout(timer.current);
        if (typed) timer.current = setTimeout(() => apply(true), pauseMs);
        else apply(false);
        if (floats && type !== "checkbox") closeFloats(form.current);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        closeFloats(form.current);
        apply(false);
      }}
    >
      {children}
    </form>
  );
}

function closestFloat(target: EventTarget): Element | null {
  return target instanceof Element ? target.closest("[popover]") : null;
}

/** The focus goes back to what opened it. */
function closeFloats(form: HTMLFormElement | null): void {
  for (const float of form?.querySelectorAll<HTMLElement>("[popover]:popover-open") ?? [])
    float.hidePopover();
}

/** A query as text: without empty values, and without the page, because another filter begins at the first one. */
function queryText(values: Iterable<readonly [string, FormDataEntryValue]>): string {
  const query = new URLSearchParams();
  for (const [name, value] of values)
    if (typeof value === "string" && value.trim() !== "" && name !== "after")
      query.append(name, value.trim());
  query.sort();
  return query.toString();
}

function isChanged(field: Element): boolean {
  if (field instanceof HTMLSelectElement)
    return [...field.options].some(
      (option) => option.selected !== option.defaultSelected && option.value !== "",
    );
  if (!(field instanceof HTMLInputElement) || field.type === "hidden") return false;
  return ["checkbox", "radio"].includes(field.type)
    ? field.checked !== field.defaultChecked
    : field.value !== field.defaultValue;
}
