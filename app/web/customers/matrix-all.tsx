"use client";

import { useEffect, useId, useRef, useSyncExternalStore } from "react";
import { useAnswer } from "@/components/form/answer-context";

type Props = {
  readonly name: string;
  readonly selector: string;
  /** stands beside it, with and without JavaScript */
  readonly label?: string;
};

/**
 * Checks or clears a whole row or column, and shows whether all of it is checked, or a part. It appears only with
 * JavaScript.
 */
export function MatrixAll({ name, selector, label }: Props) {
  const id = useId();
  const ready = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  );
  const own = useRef<HTMLInputElement>(null);
  // render again after an answer, which resets the boxes
  useAnswer();
  useEffect(() => {
    const follow = () => {
      if (own.current) showState(own.current, boxesOf(own.current, selector));
    };
    follow();
    // listen on the window, to run after React's handlers on the document
    addEventListener("change", follow);
    return () => removeEventListener("change", follow);
  });
  const box = ready ? (
    <input
      ref={own}
      id={id}
      type="checkbox"
      className="check"
      aria-label={name}
      onChange={({ currentTarget }) => {
        for (const box of boxesOf(currentTarget, selector)) box.checked = currentTarget.checked;
      }}
    />
  ) : null;
  return label === undefined ? (
    box
  ) : (
    <label htmlFor={id}>
      {box}
      <span>{label}</span>
    </label>
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
