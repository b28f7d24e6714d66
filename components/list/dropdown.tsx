"use client";

import type { ReactNode } from "react";

/** Fields of a form that float below the button that opens them. The first of them gets the focus. */
export function Dropdown({
  id,
  label,
  children,
}: {
  readonly id: string;
  /** names them together, where none of them does */
  readonly label?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <div
      id={id}
      popover="auto"
      {...(label === undefined ? {} : { role: "group", "aria-label": label })}
      className="float filter-fields"
      onToggle={({ currentTarget, newState }) => {
        if (newState === "open") {
          asShown(currentTarget);
          focusFirst(currentTarget);
        } else giveFocusBack(currentTarget);
      }}
    >
      {children}
    </div>
  );
}

/** What somebody chose and did not apply is not meant: fields open as the page shows them. */
function asShown(float: HTMLElement): void {
  for (const field of float.querySelectorAll("input, select")) {
    if (field instanceof HTMLSelectElement) {
      const given = [...field.options].findIndex(({ defaultSelected }) => defaultSelected);
      field.selectedIndex = Math.max(given, 0);
    } else if (field instanceof HTMLInputElement) {
      field.checked = field.defaultChecked;
      field.value = field.defaultValue;
    }
  }
}

function focusFirst(float: HTMLElement): void {
  const field = ["input:checked", "[aria-invalid]", "input, select, a"]
    .map((what) => float.querySelector<HTMLElement>(what))
    .find((found) => found !== null);
  field?.focus({ preventScroll: true });
}

/** The browser does it for what floats alone, and not for what another float has opened. */
function giveFocusBack(float: HTMLElement): void {
  const at = document.activeElement;
  if (at !== null && at !== document.body && !float.contains(at)) return;
  const buttons = document.querySelectorAll<HTMLElement>(`[popovertarget="${float.id}"]`);
  const opener = [...buttons].find((button) => button.checkVisibility({ checkVisibilityCSS: true }));
  opener?.focus({ preventScroll: true });
}
