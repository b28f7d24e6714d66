"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef } from "react";
import { addressOf, queryText } from "@/components/list/list-query";
import { Icon } from "@/components/ui/icon";
import { buttonClass } from "@/components/ui/looks";
import { addressFor, type Chosen, mostChosen } from "../../web/jobs/chosen";
import type { ShownCustomers } from "./shown";
import { boxesIn, useChosen } from "./use-chosen";

export type SelectionWords = Readonly<
  Record<
    | "selection"
    | "chosen"
    | "nobody"
    | "most"
    | "all_chosen"
    | "act"
    | "export"
    | "act_on_all"
    | "clear"
    | "leave"
    | "choose"
    | "page",
    string
  >
>;

/**
 * A list in which people choose customers, to act on them at once: by a box in each row, `x` for the row with the focus, a
 * range by the shift key, or all that match. Before JavaScript it is a form that sends the boxes.
 */
export function Selection({
  shown,
  words,
  children,
}: {
  readonly shown: ShownCustomers;
  readonly words: SelectionWords;
  readonly children: ReactNode;
}) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const last = useRef<HTMLInputElement>(null);
  const { typed, all, asked } = shown;
  const mode = asked.select === "1";
  const { chosen, put, takeAll, clear } = useChosen(form, queryText(typed));
  const isAny = chosen === "all" || chosen.size > 0;

  /** Takes a row in or out; by the shift key all from the last one on. */
  const toggle = (box: HTMLInputElement, isIn: boolean, isRange: boolean) => {
    const boxes = boxesIn(form.current);
    const [from, to] = [last.current ? boxes.indexOf(last.current) : -1, boxes.indexOf(box)];
    last.current = box;
    const isOne = !isRange || from === -1;
    put(isOne ? [box] : boxes.slice(Math.min(from, to), Math.max(from, to) + 1), isIn);
  };
  const click = (event: MouseEvent) => {
    const { target, shiftKey } = event;
    if (target instanceof HTMLInputElement && target.type === "checkbox") {
      if (target.name === "ids") toggle(target, target.checked, shiftKey);
      else put(boxesIn(form.current), target.checked);
      return;
    }
    // where a finger chooses, all of the row is the box
    const box = mode || isAny ? boxOfRow(target) : null;
    if (!box || !window.matchMedia("(hover: none), (max-width: 639.9px)").matches) return;
    event.preventDefault();
    event.stopPropagation();
    toggle(box, !box.checked, false);
  };
  const press = (event: KeyboardEvent) => {
    // by its place, whatever the language of the keyboard
    if (event.code !== "KeyX" || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = boxOfRow(event.target);
    if (!box) return;
    event.preventDefault();
    toggle(box, !box.checked, event.shiftKey);
  };
  useEscape(isAny, clear);
  return (
    <form
      ref={form}
      action="/jobs/new"
      className={isAny || mode ? "chooses choosing" : "chooses"}
      data-part="selection"
      onClick={click}
      onKeyDown={press}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isAny) return;
        const { submitter } = event.nativeEvent as SubmitEvent;
        // a download leaves the page where it is
        if (submitter?.getAttribute("formaction"))
          window.location.assign(addressFor("/customers/export", chosen, { ...asked, after: undefined }));
        else router.push(addressFor("/jobs/new", chosen, typed));
      }}
    >
      {/* a script sends them itself; and the page has each field once */}
      <noscript>
        {Object.entries(typed).map(([name, value]) =>
          value === "" ? null : <input key={name} type="hidden" name={name} value={value} />,
        )}
      </noscript>
      {children}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would stand in the form's fields */}
      <div className="selection-bar" role="group" aria-label={words.selection}>
        <span role="status">{said(chosen, words)}</span>
        {chosen === "all" ? null : (
          <button type="button" className={buttonClass("quiet", "scripted")} onClick={takeAll}>
            {all}
          </button>
        )}
        <button type="submit" name="of" value="chosen" className={buttonClass("plain")}>
          {words.act}
        </button>
        <button
          type="submit"
          name="of"
          value="chosen"
          formAction="/customers/export"
          className={buttonClass("plain")}
        >
          {words.export}
        </button>
        <button type="submit" name="of" value="all" className={buttonClass("plain", "unscripted")}>
          {words.act_on_all}
        </button>
        {mode && !isAny ? (
          <a
            href={addressOf("/customers", asked, { select: null })}
            aria-label={words.leave}
            title={words.leave}
            className={buttonClass("quiet", "menu-dots")}
          >
            <Icon name="x" />
          </a>
        ) : (
          <button
            type="button"
            aria-label={words.clear}
            title={words.clear}
            className={buttonClass("quiet", "scripted menu-dots")}
            onClick={clear}
          >
            <Icon name="x" />
          </button>
        )}
      </div>
    </form>
  );
}

function boxOfRow(target: EventTarget): HTMLInputElement | null {
  const row = target instanceof Element ? target.closest("tbody tr") : null;
  return row?.querySelector<HTMLInputElement>('input[name="ids"]') ?? null;
}

function said(chosen: Chosen, words: SelectionWords): string {
  if (chosen === "all") return words.all_chosen;
  if (chosen.size === 0) return words.nobody;
  const text = words.chosen.replace("#", String(chosen.size));
  return chosen.size < mostChosen ? text : `${text} ${words.most}`;
}

/** Escape clears, unless something floats that it closes, or somebody types. */
function useEscape(isOn: boolean, act: () => void): void {
  const now = useRef(act);
  now.current = act;
  useEffect(() => {
    if (!isOn) return;
    const press = (event: globalThis.KeyboardEvent) => {
      const { target } = event;
      const types = target instanceof HTMLInputElement && target.type !== "checkbox";
      if (event.key !== "Escape" || event.defaultPrevented || types) return;
      if (document.querySelector(":popover-open, dialog[open]")) return;
      now.current();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [isOn]);
}
