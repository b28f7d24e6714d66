"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";
import { useAnswer } from "@/components/form/answer-context";

type Props = { readonly label: string; readonly name: string; readonly selector: string };

/**
 * Checks or clears a whole row or column at once, and shows whether all of it is checked, or a part.
 * It does nothing before JavaScript, and is then not there.
 */
export function MatrixAll({ label, name, selector }: Props) {
  const ready = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  );
  const own = useRef<HTMLInputElement>(null);
  // an answer gives the boxes back as they were typed
  useAnswer();
  useEffect(() => {
    const follow = () => {
      if (own.current) showState(own.current, boxesOf(own.current, selector));
    };
    follow();
    // on the window, so that it runs after React's own handlers, which stand on the document
    addEventListener("change", follow);
    return () => removeEventListener("change", follow);
  });
  return (
    <span className="inline-flex flex-col items-center gap-1 align-middle sm:flex-row sm:gap-1.5">
      {label}
      {ready ? (
        <input
          ref={own}
          type="checkbox"
          className="check"
          aria-label={name}
          onChange={({ currentTarget }) => {
            for (const box of boxesOf(currentTarget, selector)) box.checked = currentTarget.checked;
          }}
        />
      ) : null}
    </span>
  );
}

function boxesOf(own: HTMLInputElement, selector: string): HTMLInputElement[] {
  const all = own.closest("[data-matrix]")?.querySelectorAll<HTMLInputElement>(selector) ?? [];
  return [...all].filter((box) => !box.disabled);
}

function showState(own: HTMLInputElement, boxes: readonly HTMLInputElement[]): void {
  const checked = boxes.filter((box) => box.checked).length;
  own.checked = checked > 0 && checked === boxes.length;
  own.indeterminate = checked > 0 && checked < boxes.length;
  own.disabled = boxes.length === 0;
}

function noChange(): () => void {
  return () => undefined;
}
