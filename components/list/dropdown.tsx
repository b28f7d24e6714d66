"use client";

import type { ReactNode, ToggleEvent } from "react";

/** Fields of a form that float below the button that opens them. The first of them gets the focus. */
export function Dropdown({
  id,
  label,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot float everywhere
    <div
      id={id}
      popover="auto"
      role="group"
      aria-label={label}
      className="float filter-float filter-fields"
      onToggle={focusFirst}
    >
      {children}
    </div>
  );
}

function focusFirst({ currentTarget, newState }: ToggleEvent<HTMLElement>) {
  if (newState !== "open") return;
  const field = ["input:checked", "[aria-invalid]", "input, select, a"]
    .map((what) => currentTarget.querySelector<HTMLElement>(what))
    .find((found) => found !== null);
  field?.focus({ preventScroll: true });
}
