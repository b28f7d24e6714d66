"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useListMoves } from "../list/use-list";

/** The pause in typing after which a text applies, in ms. */
const pauseMs = 400;

/**
 * The filters of a list, a form by GET that stands in its `LiveList`. Choices apply at once, typed text after a pause or by
 * Enter; focus and text stay. Before JavaScript people press its button, which hides once the form has `data-live`.
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
  const { move, pending } = useListMoves();

  useEffect(() => {
    if (pending || shown === asked.current) return;
    asked.current = shown;
    setGeneration((before) => before + 1);
  }, [shown, pending]);

  const apply = (typed: boolean) => {
    clearTimeout(timer.current);
    if (!form.current) return;
    const query = queryText(new FormData(form.current));
    if (query === asked.current) return;
    asked.current = query;
    move(query ? `${path}?${query}` : path, typed);
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
      onChange={({ target }) => {
        // React's change event is the browser's input event
        const typed = target instanceof HTMLInputElement && !["checkbox", "radio"].includes(target.type);
        clearTimeout(timer.current);
        if (typed) timer.current = setTimeout(() => apply(true), pauseMs);
        else apply(false);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        apply(false);
      }}
    >
      {children}
    </form>
  );
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
