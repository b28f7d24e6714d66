"use client";

import type { ReactNode } from "react";
import { type ButtonLook, buttonClass } from "../ui/looks";

/**
 * A button with a form that opens below it, without a script too. Give it a `key` that is another after each change: it then
 * closes when the form has done its work.
 */
export function FormInPlace(props: {
  readonly id: string;
  /** the button's words */
  readonly open: string;
  /** what the button is called where its words stand in every row */
  readonly name?: string;
  readonly look?: ButtonLook | "in-row";
  readonly title: string;
  readonly children: ReactNode;
}) {
  const { id, look = "primary", name } = props;
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={name}
        className={look === "in-row" ? "row-act" : buttonClass(look)}
      >
        {props.open}
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-labelledby={`${id}-title`}
        className="float form-below"
        onToggle={({ newState, currentTarget }) => {
          if (newState === "open") currentTarget.querySelector<HTMLElement>(".control")?.focus();
        }}
      >
        <h2 id={`${id}-title`}>{props.title}</h2>
        {props.children}
      </div>
    </>
  );
}

/** Closes the form of that id again: what was typed stays in it. */
export function CancelInPlace({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <button type="button" popoverTarget={id} popoverTargetAction="hide" className={buttonClass("quiet")}>
      {children}
    </button>
  );
}
