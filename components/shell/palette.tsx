"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { Icon } from "@/components/ui/icon";
import type { CustomerHit, PaletteData } from "./palette-data";
import { PaletteList } from "./palette-list";
import { actionsOf, type Option, optionsFor } from "./palette-options";
import { useSuggestions } from "./use-suggestions";

export type PaletteProps = {
  readonly data: PaletteData;
  /** what somebody typed before it opened */
  readonly start: string;
  readonly onClose: () => void;
  /** called when it leads to another page, whose content then gets the focus */
  readonly onLeave: () => void;
};

/**
 * Search over customers and pages by keyboard alone: a dialogue with a combobox. The focus stays in the field; arrows
 * move, Enter opens, with Ctrl or ⌘ in a new tab, Tab or → leads to the actions for a customer.
 */
export function Palette({ data, start, onClose, onLeave }: PaletteProps) {
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const [text, setText] = useState(start);
  const [acting, setActing] = useState<CustomerHit | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  // the customer that the arrows reached last: the actions are for it
  const [subject, setSubject] = useState<number | null>(null);
  // somebody pressed Enter before the answer came; 'tab': open in a new tab
  const [waiting, setWaiting] = useState<"here" | "tab" | null>(null);
  const q = text.trim();
  const found = useSuggestions(q, data.customers);
  const groups = useMemo(
    () => (acting ? [actionsOf(acting, data)] : optionsFor(q, found.customers, data, subject)),
    [acting, q, found.customers, data, subject],
  );
  const options = groups.flatMap((group) => group.options);
  const active = options.find(({ id }) => id === chosen) ?? options[0];
  const isLate = found.q !== q;

  useEffect(() => {
    for (const other of document.querySelectorAll<HTMLInputElement>("[data-search]")) other.value = "";
    dialog.current?.showModal();
    // people go on typing at the end of the text
    field.current?.setSelectionRange(start.length, start.length);
  }, [start]);

  const go = (option: Option, where: "here" | "tab") => {
    if (where === "tab") return void window.open(option.href, "_blank", "noopener");
    dialog.current?.close();
    onLeave();
    router.push(option.href);
  };
  const first = options[0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: waits once, for the answer
  useEffect(() => {
    if (!waiting || isLate) return;
    setWaiting(null);
    if (first) go(first, waiting);
  }, [waiting, isLate]);

  const change = (typed: string) => {
    setText(typed);
    setActing(null);
    setChosen(null);
    setSubject(null);
    setWaiting(null);
  };
  const leaveActions = () => {
    setChosen(acting && `customer-${acting.id}`);
    setActing(null);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const pressed = keyOf(event, acting !== null, active);
    if (!pressed) return;
    event.preventDefault();
    if (pressed === "back") return leaveActions();
    if (pressed === "actions" && active?.customer) {
      setActing(active.customer);
      setChosen(null);
    } else if (pressed === "open") {
      const where = event.ctrlKey || event.metaKey ? "tab" : "here";
      // the options still answer an earlier text, so wait for those that people mean
      if (isLate && chosen === null && !acting) setWaiting(where);
      else if (active) go(active, where);
    } else if (active) {
      const step = pressed === "down" ? 1 : -1;
      const next = options.at((options.indexOf(active) + step) % options.length);
      setChosen(next?.id ?? null);
      if (next?.customer) setSubject(next.customer.id);
    }
  };

  const { words } = data;
  const isNothing = !isLate && q !== "" && found.customers.length === 0 && data.customers && !acting;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click outside closes it, and so does Escape by itself
    <dialog
      ref={dialog}
      aria-label={words.label}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
      className="palette fixed inset-x-0 top-3 m-auto mt-0 w-[min(560px,calc(100vw-24px))] overflow-hidden rounded-card bg-raised p-0 text-text shadow-dialog sm:top-[12vh]"
    >
      <div className="flex max-h-[calc(100dvh-24px)] flex-col sm:max-h-[70dvh]">
        <div className="flex items-center gap-2.5 border-b border-line pr-2 pl-3.5">
          <Icon name="search" className="shrink-0 text-muted" />
          <input
            ref={field}
            type="text"
            role="combobox"
            aria-label={words.label}
            aria-autocomplete="list"
            aria-expanded={options.length > 0}
            aria-controls={options.length > 0 ? listId : undefined}
            aria-activedescendant={active && `${listId}-${active.id}`}
            placeholder={words.hint}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            enterKeyHint="go"
            maxLength={200}
            value={text}
            onChange={(event) => change(event.target.value)}
            onKeyDown={press}
            className="h-12 min-w-0 flex-1 bg-transparent text-[0.9375rem] text-ellipsis outline-none"
          />
          <button
            type="button"
            aria-label={words.close}
            onClick={() => dialog.current?.close()}
            className="flex size-9 shrink-0 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-text"
          >
            <Icon name="x" />
          </button>
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5">
          {groups.length > 0 ? (
            <PaletteList
              id={listId}
              groups={groups}
              active={active?.id}
              typed={acting ? "" : q}
              words={words}
              onPoint={setChosen}
              onOpen={(option) => go(option, "here")}
            />
          ) : null}
          <div role="status">
            {isNothing ? (
              <p className="px-3 py-2.5 text-muted">
                <span className="block font-medium text-text">
                  {found.failed ? words.failed : words.nothing}
                </span>
                {found.failed ? null : q.length < 3 ? words.nothing_short : words.nothing_text}
              </p>
            ) : null}
          </div>
        </div>
        <Keys words={words} customers={data.customers} />
      </div>
    </dialog>
  );
}

type Pressed = "open" | "actions" | "back" | "down" | "up" | null;

/** What a key means here; null: its usual meaning. */
function keyOf(
  event: KeyboardEvent<HTMLInputElement>,
  isActing: boolean,
  active: Option | undefined,
): Pressed {
  const { selectionStart, selectionEnd, value } = event.currentTarget;
  // an input method uses this key to complete a word
  if (event.nativeEvent.isComposing) return null;
  if (event.key === "Enter") return "open";
  if (event.key === "ArrowDown") return "down";
  if (event.key === "ArrowUp") return "up";
  if (
    isActing &&
    (event.key === "Escape" || event.key === "ArrowLeft" || (event.key === "Tab" && event.shiftKey))
  )
    return "back";
  if (!active?.customer || event.shiftKey) return null;
  const isAtEnd = selectionStart === value.length && selectionEnd === value.length;
  return event.key === "Tab" || (event.key === "ArrowRight" && isAtEnd) ? "actions" : null;
}

function Keys({ words, customers }: Pick<PaletteData, "words" | "customers">) {
  const keys: (readonly [string, string])[] = [
    ["↵", words.key_open],
    ...(customers ? [["⇥", words.key_actions] as const] : []),
    ["Ctrl ↵", words.key_tab],
  ];
  return (
    <div
      aria-hidden
      className="hidden gap-4 border-t border-line px-3.5 py-2 text-[0.75rem] text-muted sm:flex"
    >
      {keys.map(([key, what]) => (
        <span key={key} className="flex items-center gap-1.5">
          <kbd className="rounded-part border border-line bg-sunken px-1 font-sans leading-4">{key}</kbd>
          {what}
        </span>
      ))}
    </div>
  );
}
