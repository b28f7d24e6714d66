"use client";

import { usePathname } from "next/navigation";
import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { sameQuery } from "./list-query";
import { ownAddress, useListMoves } from "./use-list";

/** The pause in typing after which a text applies, in ms. */
const pauseMs = 400;

/**
 * The filters of a list, a form by GET that stands in its `LiveList`. Choices apply at once, the text of a search after a
 * pause or by Enter; focus and text stay. What floats, floats until it applies: a choice by the pointer, anything else by
 * *Apply* or Enter, since arrow keys go through choices that nobody means. Each act changes what was asked for last in its
 * own fields alone, whatever rows are still on their way.
 * @param search the text that the page shows searched for
 */
export function LiveFilters({
  search,
  className,
  children,
}: {
  readonly search: string;
  readonly className: string;
  readonly children: ReactNode;
}) {
  const path = usePathname();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // what this form searched for last: if the page shows another text, a link or Back changed it
  const searched = useRef(search);
  const byKey = useRef(false);
  /** the filter whose link had the focus: another element stands there once it is on or off */
  const focused = useRef<string>(undefined);
  const [live, setLive] = useState(false);
  const { move, pending, asked, shown } = useListMoves();

  const field = () => form.current?.querySelector<HTMLInputElement>('input[name="q"]') ?? null;

  useEffect(() => {
    if (pending) return;
    const input = field();
    if (input && search !== searched.current) input.value = search;
    searched.current = search;
    if (focused.current !== undefined && document.activeElement === document.body)
      focusIn(form.current, focused.current);
    focused.current = undefined;
  });

  /** Asks for the list with other values of some fields. */
  const apply = (names: readonly string[], typed = false) => {
    clearTimeout(timer.current);
    if (!form.current) return;
    const [query, values] = [new URLSearchParams(asked), new FormData(form.current)];
    query.delete("after");
    for (const name of ["q", ...names]) {
      query.delete(name);
      for (const value of values.getAll(name))
        if (typeof value === "string" && value.trim() !== "") query.append(name, value.trim());
    }
    searched.current = query.get("q") ?? "";
    go(query, typed);
  };
  const go = (query: URLSearchParams, typed: boolean) => {
    const before = new URLSearchParams(asked);
    before.delete("after");
    if (sameQuery(query.toString(), before.toString())) return;
    move(query.size > 0 ? `${path}?${query}` : path, typed);
  };
  /** A link puts one filter on or off: what is on its way besides, and what is being typed, stays. */
  const follow = (event: MouseEvent) => {
    const to = ownAddress(event);
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    clearTimeout(timer.current);
    const query = new URLSearchParams(asked);
    const [before, after] = [new URLSearchParams(shown), new URLSearchParams(to.split("?")[1])];
    const same = (name: string) => before.getAll(name).join("\n") === after.getAll(name).join("\n");
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      if (same(name)) continue;
      query.delete(name);
      for (const value of after.getAll(name)) query.append(name, value);
    }
    query.delete("after");
    const input = field();
    if (input && same("q")) {
      query.delete("q");
      if (input.value.trim()) query.append("q", input.value.trim());
    } else if (input) input.value = after.get("q") ?? "";
    searched.current = query.get("q") ?? "";
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (document.activeElement === link)
      focused.current = link?.closest<HTMLElement>("[data-filter]")?.dataset.filter ?? "";
    closeFloats(form.current);
    go(query, false);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for choices made before hydration
  useEffect(() => {
    setLive(true);
    const changed = form.current ? [...form.current.elements].filter(isChanged) : [];
    if (changed.length > 0) apply(changed.map(nameOf));
    return () => clearTimeout(timer.current);
  }, []);

  const applyNow = useRef(apply);
  applyNow.current = apply;
  return (
    <form
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
        const float = floatOf(target);
        clearTimeout(timer.current);
        if (float === null) {
          timer.current = setTimeout(() => applyNow.current([], true), pauseMs);
          return;
        }
        if (type !== "checkbox" && (typed || byKey.current)) return;
        apply(namesIn(float));
        if (type !== "checkbox") closeFloats(form.current);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        const { submitter } = event.nativeEvent as SubmitEvent;
        const float = floatOf(document.activeElement) ?? openFloatOf(submitter);
        apply(float ? namesIn(float) : []);
        closeFloats(form.current);
      }}
    >
      {children}
    </form>
  );
}

function floatOf(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest("form [popover]") : null;
}

/** Enter in the search presses the form's first button, which floats nowhere then. */
function openFloatOf(target: EventTarget | null): Element | null {
  const float = floatOf(target);
  return float?.matches(":popover-open") ? float : null;
}

function namesIn(float: Element): string[] {
  return [...new Set([...float.querySelectorAll("[name]")].map(nameOf))];
}

function nameOf(field: Element): string {
  return field.getAttribute("name") ?? "";
}

/** The focus goes back to what opened it. */
function closeFloats(form: HTMLFormElement | null): void {
  for (const float of form?.querySelectorAll<HTMLElement>("[popover]:popover-open") ?? [])
    float.hidePopover();
}

/** Gives the focus to what stands for a filter now, or to the first of all. */
function focusIn(form: HTMLFormElement | null, name: string): void {
  const fields = `input[name="q"], .chip > button, a.chip, .chip-others > button`;
  const own = name === "" ? null : form?.querySelector<HTMLElement>(`[data-filter="${name}"]`);
  const seen = (one: HTMLElement) => one.checkVisibility({ checkVisibilityCSS: true });
  const found = [
    ...(own?.matches("a") ? [own] : []),
    ...(own?.querySelectorAll<HTMLElement>("button, a") ?? []),
    ...(form?.querySelectorAll<HTMLElement>(fields) ?? []),
  ].find(seen);
  found?.focus({ preventScroll: true });
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
